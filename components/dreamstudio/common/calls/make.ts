/** A generation from its inputs to its result: made at once, or started now and fetched when it is there. */
import { choicesOf, formOf, type Generation, type ResultKind } from "../../operations/generation.ts";
import type { InputsOf, Parameters, ValuesOf } from "../../operations/parameter.ts";
import { receiveMedia } from "../answers/receive.ts";
import { checkInputs, checkSize } from "../inputs/check.ts";
import { resultOf, startedResult } from "../results/outcome.ts";
import type { GenerationResult } from "../results/result.ts";
import { readJson } from "../wire/answer.ts";
import { attemptEach } from "../wire/attempts.ts";
import type { Connection } from "../wire/connection.ts";
import { encodeRequest } from "../wire/encode.ts";
import { exchange, type SentRequest } from "../wire/exchange.ts";
import { isStarted, withId } from "../wire/job.ts";
import { requestsOf } from "../wire/repeat.ts";
import { fetchMedia } from "./fetch.ts";
import { filesFor } from "./files.ts";
import { requireGoodUse } from "./good-use.ts";
import { Arrivals, tellStarted } from "./progress.ts";

interface Call<P extends Parameters> {
  operation: Generation<P>;
  /** What the user gave. */
  inputs: InputsOf<P>;
  key: string;
}

/** A request, and the values that it sends. */
interface Order<P extends Parameters> {
  values: ValuesOf<P>;
  request: SentRequest;
}

/** How many pictures an answer brings: v1 makes several at once. */
const picturesOf = ({ samples }: { samples?: unknown }) => typeof samples === "number" ? samples : 1;

/** @throws ConfigurationError if the request is larger than the API takes */
function orderOf<P extends Parameters>(operation: Generation<P>, values: ValuesOf<P>): Order<P> {
  const { adviceByStatus } = operation;
  const accept = operation.accept(values);
  const request = { ...encodeRequest(operation, values), accept, isPaid: true, adviceByStatus };
  checkSize(operation, values, request);
  return { values, request };
}

async function makeNow<P extends Parameters>(
  connection: Connection,
  call: Call<P>,
  values: ValuesOf<P>,
): Promise<GenerationResult> {
  const { operation } = call;
  const { name } = operation;
  const orders = requestsOf(values).map((one) => orderOf(operation, one));
  await using use = await requireGoodUse(connection, { name, requests: orders.length, files: picturesOf(values) });
  const arrivals = new Arrivals(connection);
  const attempts = await attemptEach(orders, async ({ request }, index) => {
    const outputs = use.outputsOf(index);
    const paced = { ...request, pace: use.pace };
    const media = await exchange(connection, paced, (answer) => receiveMedia(answer, outputs));
    if (orders.length > 1) arrivals.tell(media);
    return media;
  });
  const ofValues = attempts.map(({ request, ...became }) => ({ request: request.values, ...became }));
  return await resultOf(call, values, ofValues);
}

/** Its result could be saved here and now: the files that were reserved to see that are removed again. */
async function startOnly(connection: Connection, name: string, request: SentRequest): Promise<string> {
  await using use = await requireGoodUse(connection, { name, requests: 1, files: 1 });
  const { id } = await exchange(connection, { ...request, pace: use.pace }, (answer) => readJson(answer, isStarted));
  tellStarted(connection, id);
  return id;
}

async function start<P extends Parameters>(
  connection: Connection,
  call: Call<P>,
  values: ValuesOf<P>,
  kind: ResultKind,
): Promise<GenerationResult> {
  const { operation } = call;
  const { name } = operation;
  const { request } = orderOf(operation, values);
  const id = await startOnly(connection, name, request);
  const { apiVersion, waitForResult: waits = false } = choicesOf(values);
  try {
    const job = { kind, id, apiVersion, name, isNew: true, waits };
    const { result: answer, pending } = await fetchMedia(connection, job);
    return answer === undefined
      ? startedResult(call, values, id, pending)
      : { ...await resultOf(call, values, [{ request: values, answer }]), id };
  } catch (error) {
    throw withId(error, id);
  }
}

/**
 * Makes pictures, a video, a sound or a model and saves them; what is started is waited for as long as the user wants
 * and the step can.
 * @throws ConfigurationError with all that is wrong with the inputs, before anything is sent
 * @throws StabilityError if the API refuses, the connection breaks, or nothing usable came back; it has the id of what
 *   was started, if only its result could not be had
 */
export async function make<P extends Parameters>(
  connection: Connection,
  shown: Generation<P>,
  inputs: InputsOf<P>,
): Promise<GenerationResult> {
  const operation = formOf(shown, inputs);
  await using files = filesFor(connection);
  const values = await checkInputs(operation, inputs, connection.host, files);
  const call = { operation, inputs, key: connection.key };
  return operation.startsA === undefined
    ? await makeNow(connection, call, values)
    : await start(connection, call, values, operation.startsA);
}
