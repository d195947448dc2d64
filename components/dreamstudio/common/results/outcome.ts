/** From the attempts of a generation to the result of its action. */
import { choicesOf, notesOf, type Generation } from "../../operations/generation.ts";
import { getGenerationResult, type ResultValues } from "../../operations/v2/generation-result.ts";
import { isFile, type JsonObject, type Parameters, type Picture, type Sound, type ValuesOf } from "../../operations/parameter.ts";
import type { Attempt } from "../wire/attempts.ts";
import type { Pending, Polled } from "../wire/job.ts";
import { StabilityError } from "../errors/stability-error.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { parametersOf } from "./reproduction.ts";
import {
  failureOf, toResult, usableMedia, type Facts, type Failure, type GenerationResult, type Sent,
} from "./result.ts";
import { saveParameters } from "./save-parameters.ts";

export interface Call<P extends Parameters> {
  operation: Generation<P>;
  /** What the user gave. */
  inputs: JsonObject;
  /** Taken out of everything that is written. */
  key: string;
}

const seedOf = ({ seed }: { seed?: unknown }) => typeof seed === "number" && seed > 0 ? seed : undefined;

/** The price of all that came back; none if the price of one of them is not known. */
function creditsOf<P extends Parameters>(operation: Generation<P>, requests: readonly ValuesOf<P>[]) {
  return requests.reduce<number | undefined>((sum, request) => {
    const price = operation.credits(request);
    return sum === undefined || price === undefined ? undefined : Number((sum + price).toFixed(4));
  }, 0);
}

/** The files among checked values, without their bytes; nothing if there are none. */
function sentOf(parameters: Parameters, values: Readonly<Record<string, unknown>>): Pick<GenerationResult, "sent"> {
  const sent = Object.entries(parameters).flatMap(([name, parameter]): [string, Sent][] => {
    if (!isFile(parameter) || values[name] === undefined) return [];
    const { contentType, bytes, ...file } = values[name] as Picture | Sound;
    const size = "seconds" in file ? { seconds: Number(file.seconds.toFixed(3)) } : { width: file.width, height: file.height };
    return [[name, { contentType, bytes, ...size }]];
  });
  return sent.length === 0 ? {} : { sent: Object.fromEntries(sent) };
}

/** The result of a generation whose pictures did not come: what was seen of it, and no more. */
function pendingResult(facts: Facts, { isInProgress, failure }: Pending): GenerationResult {
  const failures = failure === undefined ? [] : [failureOf(failure, undefined)];
  return { ...toResult([], { ...facts, failures }), status: isInProgress ? "in-progress" : "unknown" };
}

/** The result of a generation that was started and paid for, and is not there yet. */
export function startedResult<P extends Parameters>(
  call: Call<P>,
  values: ValuesOf<P>,
  id: string,
  pending: Pending,
): GenerationResult {
  const { operation, inputs, key } = call;
  return pendingResult({
    id,
    credits: operation.credits(values),
    parameters: parametersOf({ operation, inputs, seed: undefined, key }),
    ...sentOf(operation.parameters, values),
    notes: notesOf(operation, values),
  }, pending);
}

interface Fetch {
  inputs: JsonObject;
  values: ResultValues;
  key: string;
}

/** The result of a generation that was started before: only what came is known of it, if anything did. */
export async function fetchedResult(
  { inputs, values, key }: Fetch,
  polled: Polled<readonly ReceivedMedia[]>,
): Promise<GenerationResult> {
  const operation = getGenerationResult;
  const facts = { id: values.id, credits: 0, parameters: parametersOf({ operation, inputs, seed: undefined, key }) };
  if (polled.result === undefined) return pendingResult(facts, polled.pending);
  const usable = await usableMedia(polled.result, values.onContentFiltered);
  const { media, notes } = await saveParameters(usable, values, { operation, inputs, key });
  return toResult(media, { ...facts, notes });
}

/** What the API said tells more than why something was not sent. */
const tellingError = (errors: readonly unknown[]): unknown =>
  errors.find((error) => !(error instanceof StabilityError && error.isUnsent)) ?? errors[0];

/** Where nothing that came can be used, what did not come matters too. */
function withFailures(error: unknown, [first, ...others]: readonly Failure[]): unknown {
  if (!(error instanceof StabilityError) || first === undefined) return error;
  return error.withAdvice(`${others.length + 1} did not come at all: ${first.message}`);
}

/**
 * @param values what was sent; where there were several requests, what is the same in all of them
 * @throws what the first attempt threw, if none succeeded; StabilityError if no picture can be used
 */
export async function resultOf<P extends Parameters>(
  call: Call<P>,
  values: ValuesOf<P>,
  attempts: readonly Attempt<ValuesOf<P>, readonly ReceivedMedia[]>[],
): Promise<GenerationResult> {
  const { operation, inputs, key } = call;
  const answered = attempts.flatMap(({ request, answer }) => answer === undefined ? [] : [{ request, answer }]);
  const failed = attempts.flatMap(({ request, answer, error }) => answer === undefined ? [{ request, error }] : []);
  if (answered.length === 0 && failed.length > 0) throw tellingError(failed.map(({ error }) => error));

  const choices = choicesOf(values);
  const received = answered.flatMap(({ answer }) => answer);
  const failures = failed.map(({ request, error }) => failureOf(error, seedOf(request)));
  const usable = await usableMedia(received, choices.onContentFiltered).catch((error: unknown) => {
    throw withFailures(error, failures);
  });
  const [first] = attempts;
  const { media, notes } = await saveParameters(usable, choices, call);
  return toResult(media, {
    failures,
    ...choices.engineId !== undefined && { engineId: choices.engineId },
    credits: creditsOf(operation, answered.map(({ request }) => request)),
    parameters: parametersOf({ operation, inputs, seed: (first && seedOf(first.request)) ?? received[0]?.seed, key }),
    ...sentOf(operation.parameters, values),
    notes: [...notesOf(operation, values), ...notes],
  });
}
