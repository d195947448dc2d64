/** The files that a user gives for a call, each downloaded as carefully as the API is read. */
import { FileInputs } from "../files/file-input.ts";
import type { Connection } from "../wire/connection.ts";
import { repeatWhereSafe } from "../wire/retry.ts";

export const filesFor = ({ endsAt, sleep }: Pick<Connection, "endsAt" | "sleep">): FileInputs =>
  new FileInputs(endsAt, (attempt) => repeatWhereSafe(attempt, { isPaid: false, endsAt, sleep }));
