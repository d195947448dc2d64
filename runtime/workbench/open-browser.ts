/** Opens an address in the browser of whoever sits at the terminal. */
import { spawn } from "node:child_process";

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: "open", win32: "explorer", linux: "xdg-open" };

/** Where there is no browser to open, or nobody to see it, the printed address is enough. */
export function openBrowser(url: string): void {
  const opener = openers[process.platform];
  if (opener === undefined || process.env["CI"] !== undefined || !process.stdout.isTTY) return;
  spawn(opener, [url], { stdio: "ignore", detached: true }).once("error", () => undefined).unref();
}
