/** The command is used in a wrong way: exit code 2. */
export class UseError extends Error {
  override readonly name = "UseError";
}
