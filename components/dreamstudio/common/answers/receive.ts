/** From the API's answer to pictures or a video on disk, whichever of its forms the answer has. */
import { errorInSuccess } from "../errors/error-body.ts";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { saidBy } from "../errors/redact.ts";
import { StabilityError } from "../errors/stability-error.ts";
import type { SavedMedia } from "../files/output-file.ts";
import type { OutputFiles } from "../files/output-files.ts";
import type { Answer } from "../wire/answer.ts";
import { readArtifacts } from "./artifacts.ts";
import { MalformedAnswerError } from "./base64-decoder.ts";
import { beginningOf } from "./beginning.ts";
import { MediaFiles } from "./media-files.ts";
import { limited, pour } from "./transfer.ts";

/** What the API says of a picture or video; without a file if it could not make one. */
export type ReceivedMedia = (SavedMedia | { filePath?: never }) & Said;

interface Said {
  seed?: number;
  finishReason: string;
}

/** Pictures that arrived whole before something failed were paid for: they stay, and the error tells where. */
const withKept = (error: StabilityError, kept: readonly SavedMedia[]) =>
  kept.length === 0 ? error : error.withAdvice(`Already saved: ${kept.map(({ filePath }) => filePath).join(", ")}`);

/** A seed is a number, or in headers a text; not every host says both, or writes the reason in capitals. */
function saidOf(seedSaid: unknown, finishReason: unknown, key: string): Said {
  const isSaid = typeof seedSaid === "number" || (typeof seedSaid === "string" && seedSaid.trim() !== "");
  const seed = isSaid ? Number(seedSaid) : NaN;
  const reason = typeof finishReason === "string" ? saidBy(finishReason, key, 100).toUpperCase() : "";
  return { ...Number.isFinite(seed) && { seed }, finishReason: reason === "" ? "SUCCESS" : reason };
}

const isFiltered = ({ finishReason }: Said) => finishReason === "CONTENT_FILTERED";

/** A success without a picture is none. */
const withoutPicture = (said: Said): Said => said.finishReason === "SUCCESS" ? { ...said, finishReason: "ERROR" } : said;

type Body = AsyncIterable<Buffer>;

async function receiveArtifacts(answer: Answer, body: Body, files: MediaFiles): Promise<ReceivedMedia[]> {
  const { artifacts, json } = await readArtifacts(body, () => files.open());
  const outcomes = artifacts.map(({ pictures, seed, finishReason }) =>
    ({ ...files.pick(pictures), said: saidOf(seed, finishReason, answer.key) }));
  const broken = outcomes.find(({ fault, said }) => fault !== undefined && !isFiltered(said))?.fault;
  if (!outcomes.some(({ saved, said }) => saved !== undefined || isFiltered(said))) {
    const error = errorInSuccess(json, answer.key);
    if (error !== undefined) throw answer.failed(error);
    const isSuccess = outcomes.every(({ said }) => said.finishReason === "SUCCESS");
    if (broken === undefined && isSuccess) throw errorFromWrongAnswer("JSON without pictures");
  }
  if (broken !== undefined) throw broken;
  return outcomes.map(({ saved, said }) => saved === undefined ? withoutPicture(said) : { ...saved, ...said });
}

async function receiveOne(answer: Answer, body: Body, files: MediaFiles): Promise<ReceivedMedia[]> {
  const { headers, key } = answer;
  const sink = await files.open();
  const broken = await pour(body, (chunk) => sink.write(chunk));
  await sink.end();
  const { saved, fault } = files.pick([0]);
  const said = saidOf(headers["seed"], headers["finish-reason"], key);
  if (saved !== undefined) return [{ ...saved, ...said }];
  if (broken !== undefined) throw broken.error;
  if (isFiltered(said)) return [said];
  throw fault ?? errorFromWrongAnswer("nothing at all");
}

/**
 * Saves all pictures of an answer, or its video. One that is whole stays, whatever the transfer does after it; whatever
 * fails, no unfinished file is left.
 * @param outputs gives the files
 * @throws StabilityError that names the pictures which had arrived whole
 */
export async function receiveMedia(answer: Answer, outputs: OutputFiles): Promise<ReceivedMedia[]> {
  const files = new MediaFiles(outputs, answer.key);
  try {
    const { isJson, body } = await beginningOf(limited(answer.body));
    const media = await (isJson ? receiveArtifacts(answer, body, files) : receiveOne(answer, body, files));
    await files.keepOnly(media);
    return media;
  } catch (error) {
    await files.discardUnfinished();
    const reason = error instanceof StabilityError ? error
      : error instanceof MalformedAnswerError ? errorFromWrongAnswer(error.message)
        : answer.lost(error);
    throw withKept(reason, files.kept);
  }
}
