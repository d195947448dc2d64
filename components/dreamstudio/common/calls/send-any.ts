/** Sends any request: returns JSON, and saves everything else. */
import { apiRequest } from "../../operations/api-request.ts";
import type { InputsOf } from "../../operations/parameter.ts";
import { receiveAnything, type ApiAnswer } from "../answers/anything.ts";
import { checkInputs } from "../inputs/check.ts";
import type { Connection } from "../wire/connection.ts";
import { exchange } from "../wire/exchange.ts";
import { encodeAny } from "./encode-any.ts";
import { filesFor } from "./files.ts";
import { requireGoodUse } from "./good-use.ts";

/** Anything but a GET counts as something that costs credits. */
export async function sendAny(
  connection: Connection,
  inputs: InputsOf<typeof apiRequest.parameters>,
): Promise<ApiAnswer> {
  await using files = filesFor(connection);
  const values = await checkInputs(apiRequest, inputs, connection.host, files);
  const isPaid = values.method !== "GET";
  if (isPaid) await requireGoodUse(connection);
  const request = { ...encodeAny(values), accept: values.accept, isPaid };
  return await exchange(connection, request, (answer) => receiveAnything(answer, apiRequest.name));
}
