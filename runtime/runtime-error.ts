/** A fault in a component, or in the way it is used: the message is all that a person needs. */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/** One error for several problems. */
export const runtimeErrorFor = (what: string, problems: readonly string[]): RuntimeError =>
  new RuntimeError([what, ...problems.map((problem) => `- ${problem}`)].join("\n"));
