/** Sends any request: returns JSON, and saves everything else. */
import { apiRequest } from "../../operations/api-request.ts";
import type { InputsOf } from "../../operations/parameter.ts";
import { receiveAnything, type ApiAnswer } from "../answers/anything.ts";
import { OutputFiles } from "../files/output-files.ts";
import { checkInputs } from "../inputs/check.ts";
import type { Connection } from "../wire/connection.ts";
import { exchange, type SentRequest } from "../wire/exchange.ts";
import { encodeAny } from "./encode-any.ts";
import { filesFor } from "./files.ts";
import { requireGoodUse } from "./good-use.ts";

/** What costs credits is sent only if its answer can be had and saved. */
async function sendPaid(connection: Connection, request: SentRequest): Promise<ApiAnswer> {
  await using use = await requireGoodUse(connection, { name: apiRequest.name, requests: 1, files: 1 });
  const paced = { ...request, pace: use.pace };
  return await exchange(connection, paced, (answer) => receiveAnything(answer, use.outputsOf(0)));
}

/** Anything but a GET counts as something that costs credits. */
export async function sendAny(
  connection: Connection,
  inputs: InputsOf<typeof apiRequest.parameters>,
): Promise<ApiAnswer> {
  await using files = filesFor(connection);
  const values = await checkInputs(apiRequest, inputs, connection.host, files);
  const isPaid = values.method !== "GET";
  const request = { ...encodeAny(values), accept: values.accept, isPaid };
  if (isPaid) return await sendPaid(connection, request);
  const outputs = new OutputFiles({ name: apiRequest.name, isPaid });
  return await exchange(connection, request, (answer) => receiveAnything(answer, outputs));
}
