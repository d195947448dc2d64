/** `pipedream-local mcp`, as the SDK's own client sees it. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { Progress } from "@modelcontextprotocol/sdk/types.js";
import { afterEach, expect, test } from "@jest/globals";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

const reading = `
import { writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
export default {
  key: "tool-read", name: "Read", description: "Reads. [See the documentation](https://example.com)", version: "0.0.1", type: "action",
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  props: {
    tool: { type: "app", app: "tool" },
    picture: { type: "string", label: "Picture", description: "Base64." },
    size: { type: "integer", label: "Size", min: 1, max: 3, default: 2, optional: true },
    mode: { type: "string", label: "Mode", optional: true, options: ["a", "b"] },
    channel: { type: "string", label: "Channel", optional: true, async options() { return []; } },
  },
  async run({ $ }) {
    console.log("working");
    await wait(50);
    writeFileSync(process.env.STASH_DIR + "/small.png", Buffer.from(this.picture, "base64"));
    $.export("$summary", "Read " + this.tool.$auth.api_key);
    return { size: this.size };
  },
};`;

const spending = "export default { key: \"tool-spend\", name: \"Spend\", version: \"0.0.1\", type: \"action\", run: () => \"spent\" };";

async function write(name: string, text: string) {
  await mkdir(join(folder.path(), "actions", name), { recursive: true });
  await writeFile(join(folder.path(), `actions/${name}/${name}.mjs`), text);
}

let client: Client | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

async function connect(...flags: string[]) {
  await write("read", reading);
  await write("spend", spending);
  await write("broken", "export default { key: ");
  const env = Object.fromEntries(Object.entries(process.env)
    .flatMap(([name, value]) => name === "STASH_DIR" || value === undefined ? [] : [[name, value]]));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["runtime/bin.mjs", "mcp", join(folder.path(), "actions"), ...flags],
    env: { ...env, TOOL_API_KEY: "key-of-the-tool-123" },
    stderr: "ignore",
  });
  client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return client;
}

test("each action is a tool with a schema, and one that is broken hides none", async () => {
  const { tools } = await (await connect()).listTools();
  expect(tools.map(({ name }) => name)).toStrictEqual(["tool-read", "tool-spend"]);
  expect(tools[0]).toMatchObject({
    title: "Read",
    description: "Reads. [See the documentation](https://example.com)",
    annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    inputSchema: {
      properties: {
        size: { type: "integer", minimum: 1, maximum: 3, default: 2 },
        mode: { type: "string", enum: ["a", "b"] },
        channel: { description: expect.stringContaining("Its values depend on the account") as unknown },
      },
      required: ["picture"],
      additionalProperties: false,
    },
  });
});

test("a call gives words, values and the picture, tells how it goes on, and shows no secret", async () => {
  const red = sharp({ create: { width: 2, height: 2, channels: 3, background: "red" } });
  const picture = (await red.png().toBuffer()).toString("base64");
  const progress: Progress[] = [];
  const result = await (await connect()).callTool({ name: "tool-read", arguments: { picture } }, undefined, {
    onprogress: (one) => progress.push(one),
  });
  const structuredContent = { ok: true, returnValue: { size: 2 }, error: null };
  expect(result).toMatchObject({ isError: false, structuredContent });
  expect(result.content).toMatchObject([
    { type: "text", text: "Read ***\n\n{\n  \"size\": 2\n}" },
    { type: "resource_link", name: "small.png", mimeType: "image/png" },
    { type: "image", mimeType: "image/png", data: picture },
  ]);
  expect(progress.map(({ message }) => message)).toContain("working");
  expect(JSON.stringify([result, progress])).not.toContain("key-of-the-tool");
});

test("wrong arguments and unknown tools are answered with what would be right", async () => {
  const one = await connect();
  expect(await one.callTool({ name: "tool-read", arguments: { size: 9 } })).toMatchObject({
    isError: true,
    structuredContent: { ok: false, error: { problems: [{ prop: "picture" }, { prop: "size", message: "must be at most 3, but is 9" }] } },
  });
  expect(await one.callTool({ name: "tool-raed" })).toMatchObject({
    isError: true, content: [{ text: "There is no tool \"tool-raed\". Do you mean tool-read?" }],
  });
});

test("what may cost something is called only with --allow-spending", async () => {
  expect(await (await connect()).callTool({ name: "tool-spend" }))
    .toMatchObject({ isError: true, content: [{ text: expect.stringContaining("--allow-spending") as unknown }] });
  await client?.close();
  expect(await (await connect("--allow-spending")).callTool({ name: "tool-spend" }))
    .toMatchObject({ isError: false, structuredContent: { returnValue: "spent" } });
});
