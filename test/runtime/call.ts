/** The command line as a program calls it: its exit code, and what it writes. */
import { join } from "node:path";
import { main } from "pipedream-local-runtime";

export interface Written {
  code: number;
  stdout: string;
  stderr: string;
}

/** @param components the folder of components, below test/fixtures/ if it is not absolute */
export const callIn = (components: string) => async (...args: string[]): Promise<Written> => {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const code = await main(args, {
    componentsFolder: components.startsWith("/") ? components : join(process.cwd(), "test/fixtures", components),
    command: "dream",
    output: { stdout: stream("stdout"), stderr: stream("stderr") },
  });
  return { code, ...written };
};
