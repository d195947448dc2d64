/** `workbench [folder]`: a page on which the components of a folder are seen and run, until Ctrl+C. */
import { workbenchCommand } from "../workbench/command.ts";
import { untilInterrupted } from "./interruption.ts";
import { exitCodes } from "./report.ts";
import type { Setting } from "./setting.ts";
import { UseError } from "./use-error.ts";

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UseError(`--port: "${text}" is no port.`);
  return port;
}

/** @returns the exit code */
export async function openWorkbench(folder: string, port: string, setting: Setting): Promise<number> {
  const { output, environment, accounts: auth, limits } = setting;
  const options = { componentsFolder: folder, port: portOf(port), environment, auth, limits };
  const say = (line: string) => output.stdout.write(`${line}\n`);
  await untilInterrupted((signal) => workbenchCommand(options, { say, signal }));
  return exitCodes.success;
}
