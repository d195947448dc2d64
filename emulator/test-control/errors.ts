/** A request to the control that is wrong; answered 400, 403 or 404 with `{error}`. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}
