/** A fault in a component, or in the way it is used: the message is all that a person needs. */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/** What an error says; errors of Node's own are no `Error` to code that runs in a context of its own. */
export function messageOf(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage && typeof error.message === "string" ? error.message : String(error);
}

/** One error for several problems. */
export const runtimeErrorFor = (what: string, problems: readonly string[]): RuntimeError =>
  new RuntimeError([what, ...problems.map((problem) => `- ${problem}`)].join("\n"));
