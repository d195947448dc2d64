/** What a component threw, as plain data that passes from one process to another. */
import { inspect } from "node:util";
import { isObject } from "./component.ts";

/** Whose fault it is: what the component does, how it is used, or a limit of Pipedream's. */
export type ErrorKind = "component" | "use" | "limit";

export interface RunError {
  /** For example `TypeError`; of a limit the name that Pipedream shows, such as `Timeout`. */
  name: string;
  message: string;
  stack?: string;
  cause?: RunError;
  kind: ErrorKind;
  /** What is wrong with which prop, where that is the trouble. */
  problems?: { prop: string; message: string }[];
}

/** Causes of causes are followed so far. */
const deepestCause = 5;

const isError = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";

/** Frames of Node's own and of the runtime say nothing to an author; addresses of files are shown as paths. */
export const readableStack = (stack: string): string => stack.split("\n")
  .filter((line) => !/^\s+at .*(node:internal|\(node:|\/runtime\/dist\/|pipedream-local-runtime\/)/.test(line))
  .join("\n").replaceAll("file://", "").replaceAll(/\?changed=[\d.]+/g, "");

/** Reads whatever was thrown: an error of any realm, text, or nothing at all. */
export function toRunError(thrown: unknown, kind: ErrorKind = "component", depth = 0): RunError {
  if (!isError(thrown)) {
    return { name: "Error", message: typeof thrown === "string" ? thrown : inspect(thrown, { depth: 3 }), kind };
  }
  const { name, message, stack, cause, problems } = thrown;
  return {
    name: typeof name === "string" && name !== "" ? name : "Error",
    message: String(message),
    ...typeof stack === "string" && { stack: readableStack(stack) },
    ...cause !== undefined && depth < deepestCause && { cause: toRunError(cause, kind, depth + 1) },
    kind,
    ...Array.isArray(problems) && problems.length > 0 && problems.every(isObject)
    && { problems: problems as { prop: string; message: string }[] },
  };
}
