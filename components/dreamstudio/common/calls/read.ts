/** Asks the API for what is JSON and costs nothing. */
import type { Operation } from "../../operations/operation.ts";
import type { InputsOf, Parameters } from "../../operations/parameter.ts";
import { checkInputs } from "../inputs/check.ts";
import { readJson } from "../wire/answer.ts";
import type { Connection } from "../wire/connection.ts";
import { encodeRequest } from "../wire/encode.ts";
import { exchange } from "../wire/exchange.ts";
import { filesFor } from "./files.ts";

/**
 * @param isExpected tells whether the answer has the form that the caller relies on
 * @throws ConfigurationError with all that is wrong with the inputs, before anything is sent
 * @throws StabilityError if the API refuses, the connection breaks, or the answer is something else
 */
export async function readFrom<P extends Parameters, T>(
  connection: Connection,
  operation: Operation<P>,
  inputs: InputsOf<P>,
  isExpected: (value: unknown) => value is T,
): Promise<T> {
  await using files = filesFor(connection);
  const values = await checkInputs(operation, inputs, connection.host, files);
  const request = { ...encodeRequest(operation, values), accept: "application/json", isPaid: false };
  return await exchange(connection, request, (answer) => readJson(answer, isExpected));
}
