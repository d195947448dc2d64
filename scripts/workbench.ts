/** `npm run workbench`: the workbench with the DreamStudio components, and the emulator unless a key is set. */
import { basename, join } from "node:path";
import { workbenchCommand } from "pipedream-local-runtime/workbench";
import { connectToServer } from "./workbench/server.ts";

const controller = new AbortController();

/** The second Ctrl+C ends it at once. */
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => {
  controller.abort();
});

const server = await connectToServer();
Object.assign(process.env, server.environment);
await workbenchCommand({
  componentsFolder: join(import.meta.dirname, "../../components/dreamstudio"),
  port: Number(process.env["PORT"] ?? 0),
  describeServer: server.describe,
  limits: { timeoutMillis: 300_000 },
  commandFor: (path, isSource) => `npm start -- ${isSource ? "source " : ""}${basename(path, ".mjs")}`,
}, { say: console.log, signal: controller.signal });
await server.close();
