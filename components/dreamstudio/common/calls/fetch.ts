/** Fetches what was started before. */
import type { ResultKind } from "../../operations/generation.ts";
import type { InputsOf } from "../../operations/parameter.ts";
import {
  generationResults, resultOperationOf, type getGenerationResult,
} from "../../operations/v2/generation-result.ts";
import { receiveMedia, type ReceivedMedia } from "../answers/receive.ts";
import { redact } from "../errors/redact.ts";
import { OutputFiles } from "../files/output-files.ts";
import { checkInputs } from "../inputs/check.ts";
import { fetchedResult } from "../results/outcome.ts";
import type { GenerationResult } from "../results/result.ts";
import type { Connection } from "../wire/connection.ts";
import { encodeRequest } from "../wire/encode.ts";
import { exchange } from "../wire/exchange.ts";
import { pollUntilDone, requireInProgress, type Polled } from "../wire/job.ts";
import { filesFor } from "./files.ts";

export interface Job {
  kind: ResultKind;
  id: string;
  apiVersion: unknown;
  /** The beginning of the file's name. */
  name: string;
  /** Whether it was started just now, so that it exists and need not be asked for at once. */
  isNew: boolean;
  /** Whether to go on after an answer that it is in progress. */
  waits: boolean;
}

/** The pictures or the video of an asynchronous generation, saved; or what was seen of it while it was not ready. */
export function fetchMedia(connection: Connection, job: Job): Promise<Polled<ReceivedMedia[]>> {
  const { kind, id, apiVersion, name, isNew, waits } = job;
  const operation = generationResults[kind];
  const { key, sleep, waitsUntil: endsAt } = connection;
  // Only what was started just now is paid for in this run.
  const outputs = new OutputFiles({ name, isPaid: isNew });
  const request = {
    ...encodeRequest(operation, { id, apiVersion }),
    accept: operation.accept({ apiVersion }),
    isPaid: false,
    retries: 0,
    endsAt,
  };
  return pollUntilDone({
    id: redact(id, key),
    isNew,
    waits,
    endsAt,
    sleep,
    poll: () => exchange(connection, request, async (answer) =>
      answer.status === 202 ? requireInProgress(answer, key).then(() => undefined) : receiveMedia(answer, outputs)),
  });
}

/** The result of a generation that was started before, or word that it is in progress. */
export async function fetchResult(
  connection: Connection,
  inputs: InputsOf<typeof getGenerationResult.parameters>,
): Promise<GenerationResult> {
  const operation = resultOperationOf(inputs.generationType);
  await using files = filesFor(connection);
  const values = await checkInputs(operation, inputs, connection.host, files);
  const { id, generationType: kind, apiVersion, waitForResult: waits } = values;
  const polled = await fetchMedia(connection, { kind, id, apiVersion, name: operation.name, isNew: false, waits });
  return await fetchedResult({ inputs, values, key: connection.key }, polled);
}
