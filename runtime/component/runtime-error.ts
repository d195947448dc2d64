/** A fault in the way a component is used, or in how it is written: the message is all that a person needs. */

/** What is wrong with one prop. */
export interface Problem {
  prop: string;
  message: string;
}

export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
  /** What is wrong with which prop, where that is the trouble. */
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** What an error says; errors of Node's own are no `Error` to code that runs in a context of its own. */
export function messageOf(error: unknown): string {
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return hasMessage && typeof error.message === "string" ? error.message : String(error);
}

/** One error for the problems of several props. */
export const runtimeErrorFor = (what: string, problems: readonly Problem[]): RuntimeError =>
  new RuntimeError([what, ...problems.map(({ prop, message }) => `- ${prop}: ${message}`)].join("\n"), problems);
