/**
 * Reads the JSON forms of an answer as it arrives: v1's `{"artifacts": [{"base64", "seed", "finishReason"}]}`, and
 * that of today's API, `{"image", "video" or "audio", "seed", "finish_reason"}`. Ten pictures are about 22 MB of
 * base64, so their text goes to a sink piece by piece; all the rest is small, is collected with a number in place of
 * each picture, and is read by `JSON.parse`. The order of the keys does not matter.
 */

import { isObject, parseJson } from "../json.ts";
import { Base64Decoder, MalformedAnswerError, type PictureSink } from "./base64-decoder.ts";

/** What the answer says of a picture; `picture` counts the sinks in the order in which they were opened. */
export interface Artifact {
  picture?: number;
  seed?: unknown;
  finishReason?: unknown;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
/** All of JSON's white space is at or below it. */
const space = 0x20;

/** The rest of the JSON is a few hundred bytes a picture; an answer far above that is no answer of this API. */
const restLimitBytes = 1_048_576;

/** The keys whose text is a picture, a video or a sound. */
const pictureKeys = new Set<unknown>(["base64", "image", "video", "audio"]);

/** `base64` with every letter written as an escape. */
const longestKeyCharacters = 6 * "base64".length;

const isPictureKey = (text: string): boolean => pictureKeys.has(text)
  || (text.includes("\\") && text.length <= longestKeyCharacters && pictureKeys.has(parseJson(`"${text}"`)));

/** Follows JSON byte by byte, just closely enough to know where the text of a picture begins. */
class PictureFinder {
  #state: "structure" | "string" | "escape" = "structure";
  /** The beginning of the current or last string. */
  #string = "";
  /** Whether the last string was the key of a picture, and whether its colon has come. */
  #key: "other" | "picture" | "picture:" = "other";

  /** Says whether this byte is the opening quote of a picture. */
  step(byte: number): boolean {
    switch (this.#state) {
      case "structure": return this.#stepStructure(byte);
      case "escape":
        this.#state = "string";
        this.#remember(byte);
        return false;
      case "string":
        if (byte === quote) {
          this.#state = "structure";
          this.#key = isPictureKey(this.#string) ? "picture" : "other";
        } else {
          this.#state = byte === backslash ? "escape" : "string";
          this.#remember(byte);
        }
        return false;
    }
  }

  #stepStructure(byte: number): boolean {
    if (byte === quote) {
      const isPicture = this.#key === "picture:";
      this.#state = "string";
      this.#string = "";
      this.#key = "other";
      return isPicture;
    }
    if (byte === colon) this.#key = this.#key === "picture" ? "picture:" : "other";
    else if (byte > space) this.#key = "other";
    return false;
  }

  #remember(byte: number): void {
    if (this.#string.length <= longestKeyCharacters) this.#string += String.fromCharCode(byte);
  }
}

/** Cuts the answer into the text of pictures and the rest. */
class AnswerReader {
  readonly #openSink: () => Promise<PictureSink>;
  readonly #rest: Buffer[] = [];
  #restBytes = 0;
  readonly #finder = new PictureFinder();
  #picture: Base64Decoder | undefined;
  #pictures = 0;

  constructor(openSink: () => Promise<PictureSink>) {
    this.#openSink = openSink;
  }

  async read(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      at = this.#picture === undefined
        ? await this.#readRest(chunk, at)
        : await this.#readPicture(this.#picture, chunk, at);
    }
  }

  /** The JSON without its pictures. */
  end(): unknown {
    const answer = parseJson(Buffer.concat(this.#rest).toString("utf8"));
    if (answer === undefined) throw new MalformedAnswerError("JSON that is cut short or broken");
    return answer;
  }

  async #readPicture(picture: Base64Decoder, chunk: Buffer, from: number): Promise<number> {
    const end = chunk.indexOf(quote, from);
    await picture.write(chunk.subarray(from, end < 0 ? undefined : end));
    if (end < 0) return chunk.length;
    await picture.end();
    this.#picture = undefined;
    return end;
  }

  /** Collects up to the next picture or the end of the chunk. */
  async #readRest(chunk: Buffer, from: number): Promise<number> {
    const opening = chunk.subarray(from).findIndex((byte) => this.#finder.step(byte));
    if (opening < 0) {
      this.#collect(chunk.subarray(from));
      return chunk.length;
    }
    const pictureFrom = from + opening + 1;
    this.#collect(chunk.subarray(from, pictureFrom));
    this.#collect(Buffer.from(String(this.#pictures)));
    this.#pictures += 1;
    this.#picture = new Base64Decoder(await this.#openSink());
    return pictureFrom;
  }

  #collect(bytes: Buffer): void {
    this.#restBytes += bytes.length;
    if (this.#restBytes > restLimitBytes) throw new MalformedAnswerError("far more JSON than pictures need");
    // A copy, so that a small piece does not hold a large chunk in memory.
    this.#rest.push(Buffer.from(bytes));
  }
}

function toArtifact(entry: unknown): Artifact {
  if (!isObject(entry)) throw new MalformedAnswerError("JSON of another form");
  const picture = entry["base64"] ?? entry["image"] ?? entry["video"] ?? entry["audio"];
  return {
    ...typeof picture === "string" && { picture: Number(picture) },
    seed: entry["seed"],
    finishReason: entry["finishReason"] ?? entry["finish_reason"],
  };
}

/** The documents of 2023 show a bare list; every real answer of v1 is an object with `artifacts`. */
function toArtifacts(answer: unknown): Artifact[] {
  const list = isObject(answer) ? answer["artifacts"] : answer;
  if (Array.isArray(list)) return list.map(toArtifact);
  const artifact = isObject(answer) ? toArtifact(answer) : {};
  if (artifact.picture === undefined) throw new MalformedAnswerError("JSON without pictures");
  return [artifact];
}

/**
 * @param body the bytes of the answer
 * @param openSink called once for each picture, in the order of the answer
 * @throws MalformedAnswerError if the answer is not whole or not of this form; the sinks that ended are whole
 */
export async function readArtifacts(
  body: AsyncIterable<Buffer>,
  openSink: () => Promise<PictureSink>,
): Promise<Artifact[]> {
  const reader = new AnswerReader(openSink);
  for await (const chunk of body) await reader.read(chunk);
  return toArtifacts(reader.end());
}
