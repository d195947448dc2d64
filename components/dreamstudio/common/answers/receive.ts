/** From the API's answer to pictures or a video on disk, whichever of its forms the answer has. */
import { readArtifacts } from "./artifacts.ts";
import { MalformedAnswerError, type PictureSink } from "./base64-decoder.ts";
import type { OutputFile, SavedMedia } from "../files/output-file.ts";
import type { OutputFiles } from "../files/output-files.ts";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { StabilityError } from "../errors/stability-error.ts";
import type { Answer } from "../wire/answer.ts";

/** What the API says of a picture or video; without a file if it could not make one. */
export type ReceivedMedia = (SavedMedia | { filePath?: never }) & Said;

interface Said {
  seed?: number;
  finishReason: string;
}

/** Pictures that arrived whole before something failed were paid for: they stay, and the error tells where. */
const withKept = (error: StabilityError, kept: readonly SavedMedia[]) =>
  kept.length === 0 ? error : error.withAdvice(`Already saved: ${kept.map(({ filePath }) => filePath).join(", ")}`);

/** Opens files for pictures and videos, and knows which one is unfinished and which ones are whole. */
class MediaFiles {
  readonly kept: SavedMedia[] = [];
  readonly #files: OutputFiles;
  readonly #saved: (SavedMedia | undefined)[] = [];
  #broken: StabilityError | undefined;
  #current: OutputFile | undefined;

  constructor(files: OutputFiles) {
    this.#files = files;
  }

  async open(): Promise<PictureSink> {
    const file = await this.#files.open();
    this.#current = file;
    return { write: (bytes) => file.write(bytes), end: () => this.#end(file) };
  }

  /** The file of the nth picture that was opened; none if the API sent an empty one. */
  saved(index: number | undefined): SavedMedia | undefined {
    return index === undefined ? undefined : this.#saved[index];
  }

  /** What was wrong with a picture that came in full; the pictures after it are read all the same. */
  throwIfBroken(): void {
    if (this.#broken !== undefined) throw this.#broken;
  }

  async discardUnfinished(): Promise<void> {
    await this.#current?.discard();
    this.#current = undefined;
  }

  async #end(file: OutputFile): Promise<void> {
    const index = this.#saved.push(undefined) - 1;
    if (file.bytes > 0) {
      try {
        const picture = await file.keepMedia();
        this.#saved[index] = picture;
        this.kept.push(picture);
        this.#current = undefined;
      } catch (error) {
        if (!(error instanceof StabilityError)) throw error;
        this.#broken ??= error;
      }
    }
    await this.discardUnfinished();
  }
}

const isJson = ({ headers }: Answer) => /json/i.test(headers["content-type"] ?? "");

/** A seed is a number, or in headers a text; not every host says both, or writes the reason in capitals. */
function saidOf(seedSaid: unknown, finishReason: unknown): Said {
  const isSaid = typeof seedSaid === "number" || (typeof seedSaid === "string" && seedSaid !== "");
  const seed = isSaid ? Number(seedSaid) : NaN;
  return {
    ...Number.isFinite(seed) && { seed },
    finishReason: typeof finishReason === "string" && finishReason !== "" ? finishReason.toUpperCase() : "SUCCESS",
  };
}

async function receiveArtifacts(answer: Answer, files: MediaFiles): Promise<ReceivedMedia[]> {
  const artifacts = await readArtifacts(answer.body, () => files.open());
  files.throwIfBroken();
  return artifacts.map(({ picture, seed, finishReason }) => {
    const said = saidOf(seed, finishReason);
    const saved = files.saved(picture);
    return saved === undefined ? said : { ...saved, ...said };
  });
}

async function receiveOne({ headers, body }: Answer, files: MediaFiles): Promise<ReceivedMedia[]> {
  const sink = await files.open();
  for await (const chunk of body) await sink.write(chunk);
  await sink.end();
  files.throwIfBroken();
  const saved = files.saved(0);
  if (saved === undefined) throw errorFromWrongAnswer("nothing at all");
  return [{ ...saved, ...saidOf(headers["seed"], headers["finish-reason"]) }];
}

/**
 * Saves all pictures of an answer, or its video. Whatever fails, no unfinished file is left.
 * @param outputs gives the files
 * @throws StabilityError that names the pictures which had arrived whole
 */
export async function receiveMedia(answer: Answer, outputs: OutputFiles): Promise<ReceivedMedia[]> {
  const files = new MediaFiles(outputs);
  try {
    return await (isJson(answer) ? receiveArtifacts(answer, files) : receiveOne(answer, files));
  } catch (error) {
    await files.discardUnfinished();
    const reason = error instanceof StabilityError ? error
      : error instanceof MalformedAnswerError ? errorFromWrongAnswer(error.message)
        : answer.lost(error);
    throw withKept(reason, files.kept);
  }
}
