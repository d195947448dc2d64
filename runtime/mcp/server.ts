/** An MCP server: every action that is found is a tool, as an agent sees it at Pipedream. */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult, type Tool } from "@modelcontextprotocol/sdk/types.js";
import { runAction } from "../action/run-action.ts";
import type { RunResult } from "../action/result.ts";
import type { Accounts, Environment } from "../component/account.ts";
import { findComponents } from "../component/catalog.ts";
import type { Json } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { toRunError } from "../component/run-error.ts";
import { closest } from "../component/suggest.ts";
import { describeAll } from "../isolation/describe-all.ts";
import type { Limits } from "../isolation/limits.ts";
import { toToolResult } from "./content.ts";
import { inputSchema, outputSchema } from "./schema.ts";

export interface McpOptions {
  folder: string;
  version: string;
  environment: Environment;
  accounts: Accounts;
  limits: Limits;
  /** Whether actions may be called that change or cost something; otherwise only those that read. */
  allowSpending: boolean;
  /** Gets what cannot be loaded. */
  onProblem: (text: string) => void;
}

/** How often an agent that waits hears that it goes on. */
const progressMillis = 1000;

/** What MCP takes as the name of a tool. */
const toolName = ({ key, name }: ComponentDescription) => (key ?? name).replaceAll(/[^\w-]+/g, "-").slice(0, 64);

function toTool(description: ComponentDescription): Tool {
  const { name, description: text, annotations } = description;
  const hints = Object.fromEntries(Object.entries(annotations).filter(([, value]) => typeof value === "boolean"));
  return {
    name: toolName(description),
    title: name,
    description: text,
    inputSchema: inputSchema(description),
    outputSchema,
    annotations: { title: name, ...hints },
  };
}

/** An action that says nothing of itself may do anything. */
const isFree = ({ annotations }: ComponentDescription) => annotations["readOnlyHint"] === true;

const refusal = (text: string): CallToolResult => ({ isError: true, content: [{ type: "text", text }] });

/** Wrong use is an answer too: the agent can do better. */
const failed = (error: unknown): RunResult => ({
  ok: false, returnValue: null, exports: {}, error: toRunError(error, "use"), logs: [], calls: [], requests: [], files: [], warnings: [],
  usage: { millis: 0, memoryMegabytes: 0, credits: 0, runs: 0 },
});

export async function createMcpServer(options: McpOptions): Promise<McpServer> {
  const { folder, version, environment, accounts, limits, allowSpending, onProblem } = options;
  const paths = findComponents(folder).filter(({ kind }) => kind !== "source").map(({ path }) => path);
  const entries = await describeAll(paths, environment);
  for (const { path, error } of entries) if (error !== null) onProblem(`${path}: ${error.message}`);
  const actions = new Map(entries.flatMap(({ description }) =>
    description?.kind === "action" ? [[toolName(description), description] as const] : []));
  const mcp = new McpServer({ name: "pipedream-local", version }, { capabilities: { tools: {} } });
  // The schemas of tools are made from props, and not from the schemas of a library.
  const { server } = mcp;

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...actions.values()].map(toTool) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, sendNotification }) => {
    const { name, arguments: props = {}, _meta: meta } = params;
    const action = actions.get(name);
    if (action === undefined) {
      const near = closest(name, [...actions.keys()]);
      return refusal(`There is no tool "${name}".${near === undefined ? "" : ` Do you mean ${near}?`}`);
    }
    if (!allowSpending && !isFree(action)) {
      return refusal(`${name} may change or cost something, and this server runs only what reads. `
        + "The user can start it with --allow-spending.");
    }
    const startedAt = Date.now();
    const token = meta?.progressToken;
    const tell = (message: string) => {
      if (token === undefined) return;
      const progress = (Date.now() - startedAt) / 1000;
      void sendNotification({ method: "notifications/progress", params: { progressToken: token, progress, total: limits.timeoutMillis / 1000, message } })
        .catch(() => undefined);
    };
    const timer = setInterval(tell, progressMillis, "It is running.");
    try {
      return await toToolResult(await run(action, props, signal, tell));
    } catch (error) {
      return await toToolResult(failed(error));
    } finally {
      clearInterval(timer);
    }
  });

  const run = ({ path = "" }: ComponentDescription, props: Json, signal: AbortSignal, tell: (message: string) => void) =>
    runAction(path, {
      props,
      auth: accounts,
      environment,
      limits,
      signal,
      redact: true,
      onEvent(event) {
        if (event.type === "log") tell(event.text);
        else if (event.type === "waiting") tell(`The step waits. Resume it: ${event.resumeUrl}`);
      },
    });
  return mcp;
}
