/** The files of an answer's pictures and videos: which one is unfinished, and which ones are whole. */
import { rm } from "node:fs/promises";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { StabilityError } from "../errors/stability-error.ts";
import type { OutputFile, SavedMedia } from "../files/output-file.ts";
import type { OutputFiles } from "../files/output-files.ts";
import type { PictureSink } from "./base64-decoder.ts";

/** What became of a picture; neither if the API sent an empty one. */
interface Outcome {
  saved?: SavedMedia;
  fault?: StabilityError;
}

export class MediaFiles {
  readonly #outputs: OutputFiles;
  readonly #key: string;
  readonly #outcomes: Outcome[] = [];
  #current: OutputFile | undefined;

  /** @param key is taken out of what the host says instead of a picture */
  constructor(outputs: OutputFiles, key: string) {
    this.#outputs = outputs;
    this.#key = key;
  }

  /** All that are whole. */
  get kept(): SavedMedia[] {
    return this.#outcomes.flatMap(({ saved }) => saved ?? []);
  }

  async open(): Promise<PictureSink> {
    const file = await this.#outputs.open();
    this.#current = file;
    return { write: (bytes) => file.write(bytes), end: (fault) => this.#end(file, fault) };
  }

  /** What became of a picture that was sent in some places: the last whole one counts. */
  pick(pictures: readonly number[]): Outcome {
    const outcomes = pictures.flatMap((index) => this.#outcomes[index] ?? []);
    return outcomes.findLast(({ saved }) => saved !== undefined)
      ?? outcomes.find(({ fault }) => fault !== undefined)
      ?? {};
  }

  /** Removes what was sent twice. */
  async keepOnly(media: readonly { filePath?: string }[]): Promise<void> {
    const paths = new Set(media.map(({ filePath }) => filePath));
    const others = this.kept.filter(({ filePath }) => !paths.has(filePath));
    await Promise.all(others.map(({ filePath }) => rm(filePath, { force: true })));
  }

  async discardUnfinished(): Promise<void> {
    await this.#current?.discard();
    this.#current = undefined;
  }

  async #end(file: OutputFile, fault: string | undefined): Promise<void> {
    this.#outcomes.push(await this.#outcomeOf(file, fault));
    await this.discardUnfinished();
  }

  async #outcomeOf(file: OutputFile, fault: string | undefined): Promise<Outcome> {
    if (fault !== undefined) return { fault: errorFromWrongAnswer(fault) };
    if (file.bytes === 0) return {};
    try {
      const saved = await file.keepMedia(this.#key);
      this.#current = undefined;
      return { saved };
    } catch (error) {
      if (error instanceof StabilityError) return { fault: error };
      throw error;
    }
  }
}
