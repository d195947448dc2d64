/** `npm run workbench`: the workbench with the DreamStudio components, and the emulator unless a key is set. */
import { spawn } from "node:child_process";
import { basename, join } from "node:path";
import { createWorkbench } from "pipedream-local-runtime/workbench";
import { connectToServer } from "./workbench/server.ts";

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: "open", win32: "explorer", linux: "xdg-open" };

/** Where there is no browser to open, the printed address is enough. */
function openBrowser(url: string): void {
  const opener = openers[process.platform];
  if (opener === undefined || process.env["CI"] !== undefined || !process.stdout.isTTY) return;
  spawn(opener, [url], { stdio: "ignore", detached: true }).once("error", () => undefined).unref();
}

const componentsFolder = join(import.meta.dirname, "../../components/dreamstudio");

const server = await connectToServer();
Object.assign(process.env, server.environment);
const workbench = await createWorkbench({
  componentsFolder,
  port: Number(process.env["PORT"] ?? 0),
  describeServer: server.describe,
  limits: { timeoutMillis: 300_000 },
  commandFor: (path, isSource) => `npm start -- ${isSource ? "source " : ""}${basename(path, ".mjs")}`,
});
console.log(`The workbench is at ${workbench.url}\nCtrl+C ends it.`);
openBrowser(workbench.url);

/** The second Ctrl+C ends it at once. */
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => {
  void workbench.close().then(server.close);
});
