/** `mcp [folder]`: an MCP server over stdio, until its client goes. */
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createMcpServer } from "../mcp/server.ts";
import { exitCodes } from "./report.ts";
import type { Setting } from "./setting.ts";

/** @returns the exit code */
export async function mcpCommand(
  folder: string,
  allowSpending: boolean,
  setting: Setting,
  version: string,
): Promise<number> {
  const { output, environment, accounts, limits } = setting;
  // Stdout belongs to the protocol.
  const onProblem = (text: string) => output.stderr.write(`${text}\n`);
  const server = await createMcpServer({ folder, version, environment, accounts, limits, allowSpending, onProblem });
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once("end", () => {
      void server.close();
    });
  });
  await server.connect(transport);
  await closed;
  return exitCodes.success;
}
