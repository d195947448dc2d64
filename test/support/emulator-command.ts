/** The emulator's command, in a process of its own. */
import { execFile, spawn } from "node:child_process";

const command = "node_modules/.bin/stability-emulator";

export interface RunningCommand {
  url: string;
  /** What it printed so far, on both streams. */
  output: () => string;
  /** What it printed on the first of them. */
  lines: () => string[];
  /** Asks it to end, and waits for its exit code. */
  end: () => Promise<number | null>;
}

/** On a free port; there once it says where it listens and that it is ready. */
export async function startCommand(...args: readonly string[]): Promise<RunningCommand> {
  const child = spawn("node", [command, "--port", "0", ...args]);
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  let printed = "";
  let onStdout = "";
  await new Promise<void>((resolve, reject) => {
    const add = (data: Buffer) => {
      printed += data.toString();
      if (printed.includes("Ctrl+C")) resolve();
    };
    child.stdout.on("data", (data: Buffer) => {
      onStdout += data.toString();
      add(data);
    });
    child.stderr.on("data", add);
    child.once("exit", () => {
      reject(new Error(`it ended: ${printed}`));
    });
  });
  return {
    url: /https?:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? "",
    output: () => printed,
    lines: () => onStdout.split("\n").filter((line) => line !== ""),
    end() {
      child.kill("SIGTERM");
      return closed;
    },
  };
}

/** Runs it to its end, which arguments that are wrong or ask for help bring at once. */
export const runCommand = (...args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile("node", [command, ...args], { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
