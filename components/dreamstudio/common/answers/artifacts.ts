/**
 * Reads the JSON forms of an answer as it arrives: v1's `{"artifacts": [{"base64", "seed", "finishReason"}]}`, and
 * that of today's API, `{"image" (or "video", "audio", "result"), "seed", "finish_reason"}`. Ten pictures are about
 * 22 MB of base64, so their text goes to a sink piece by piece; all the rest is small.
 */
import { isObject } from "../json.ts";
import { Base64Decoder, MalformedAnswerError, type PictureSink } from "./base64-decoder.ts";
import { artifactKey, artifactsKey, JsonOutline } from "./json-outline.ts";
import { JsonString } from "./json-string.ts";
import { pour } from "./transfer.ts";

/** What the answer says of a picture. */
export interface Artifact {
  /** The sinks that its texts went to, in the order in which they were opened: several if it has several keys. */
  pictures: readonly number[];
  seed?: unknown;
  finishReason?: unknown;
}

export interface ReadAnswer {
  /** None if the answer has no pictures, and says of none that it has none. */
  artifacts: Artifact[];
  /** The answer without its pictures. */
  json: unknown;
}

/** A picture whose text is being read. */
interface Reading {
  string: JsonString;
  decoder: Base64Decoder;
}

/** Cuts the answer into the text of pictures and the rest. */
class AnswerReader {
  /** The sinks of each object that has pictures. */
  readonly groups: number[][] = [];
  readonly #openSink: () => Promise<PictureSink>;
  readonly #outline = new JsonOutline();
  #reading: Reading | undefined;
  #opened = 0;

  constructor(openSink: () => Promise<PictureSink>) {
    this.#openSink = openSink;
  }

  async read(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      at = this.#reading === undefined
        ? await this.#readRest(chunk, at)
        : await this.#readPicture(this.#reading, chunk, at);
    }
  }

  /** The JSON without its pictures; `undefined` if it is not whole. */
  end(): unknown {
    return this.#reading === undefined ? this.#outline.parse() : undefined;
  }

  async #readPicture({ string, decoder }: Reading, chunk: Buffer, from: number): Promise<number> {
    const { text, end } = string.read(chunk, from);
    await decoder.write(text);
    if (end === undefined) return chunk.length;
    await decoder.end();
    this.#reading = undefined;
    return end;
  }

  /** Goes on to the next picture or the end of the chunk. */
  async #readRest(chunk: Buffer, from: number): Promise<number> {
    for (let at = from; at < chunk.length; at += 1) {
      const group = this.#outline.step(chunk[at] ?? 0);
      if (group === undefined) continue;
      (this.groups[group] ??= []).push(this.#opened++);
      this.#reading = { string: new JsonString(), decoder: new Base64Decoder(await this.#openSink()) };
      return at + 1;
    }
    return chunk.length;
  }
}

function saidIn(entry: Record<string, unknown>): Omit<Artifact, "pictures"> {
  return { seed: entry["seed"], finishReason: entry["finishReason"] ?? entry["finish_reason"] };
}

function listedArtifact(entry: unknown, groups: readonly number[][]): Artifact {
  if (!isObject(entry)) throw new MalformedAnswerError("JSON of another form");
  const group = entry[artifactKey];
  return { pictures: (typeof group === "string" ? groups[Number(group)] : undefined) ?? [], ...saidIn(entry) };
}

function toArtifacts(json: unknown, groups: readonly number[][]): Artifact[] {
  // The documents of 2023 show a bare list; every real answer of v1 is an object with `artifacts`.
  const list = isObject(json) ? json[artifactsKey] : json;
  if (Array.isArray(list) && list.length > 0) return list.map((entry) => listedArtifact(entry, groups));
  if (!isObject(json)) return [];
  const artifact = { pictures: groups.flat(), ...saidIn(json) };
  return artifact.pictures.length > 0 || artifact.finishReason !== undefined ? [artifact] : [];
}

/**
 * An answer of which only the end is missing, and no picture, is read as far as it came.
 * @param body the bytes of the answer
 * @param openSink called once for each picture, in the order of the answer
 * @throws MalformedAnswerError if the answer is not whole or not of this form, or what broke it off; the sinks that
 *   ended well are whole
 */
export async function readArtifacts(
  body: AsyncIterable<Buffer>,
  openSink: () => Promise<PictureSink>,
): Promise<ReadAnswer> {
  const reader = new AnswerReader(openSink);
  const broken = await pour(body, (chunk) => reader.read(chunk));
  const json = reader.end();
  if (json === undefined) throw broken?.error ?? new MalformedAnswerError("JSON that is cut short or broken");
  const artifacts = toArtifacts(json, reader.groups);
  if (artifacts.length === 0 && broken?.error instanceof MalformedAnswerError) throw broken.error;
  return { artifacts, json };
}
