/**
 * JSON as far as it matters for pictures, followed byte by byte: its three outer levels, and of every text in them no
 * more than its beginning. The text of a picture is left to others, who get a number in its place.
 */
import { parseJson } from "../json.ts";
import { MalformedAnswerError } from "./base64-decoder.ts";

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openings = new Set([0x7b, 0x5b]);
const closings = new Set([0x7d, 0x5d]);
const openingOfList = 0x5b;
/** All of JSON's white space is at or below it. */
const space = 0x20;

/** The keys of pictures and other media in the outermost object of an answer. */
const mediaKeys: ReadonlySet<string> = new Set(["image", "video", "audio", "result"]);
/** The key of each picture in v1's list. */
export const artifactKey = "base64";
/** The key of that list. */
export const artifactsKey = "artifacts";

/** The longest of the keys, with every letter written as an escape. */
const longestKeyCharacters = 6 * artifactsKey.length;

/** More of a text is not kept; only pictures are longer. */
const longestTextBytes = 4_096;

/** No escape is longer, so a text may be cut where the last backslash is further away. */
const escapeBytes = 6;

/** The rest is a few hundred bytes a picture; an answer far above that is none of this API. */
const limitBytes = 1_048_576;

const levelsKept = 3;

interface Level {
  isList: boolean;
  /** The last key of an object. */
  key: string;
  /** The number of the object among those that have pictures. */
  group?: number;
}

/** v1's list of artifacts; the documents of 2023 show it bare. */
const isPictureList = ([outer, inner, ...others]: readonly Level[]) => others.length === 0 && outer !== undefined
  && (inner === undefined ? outer.isList : inner.isList && !outer.isList && outer.key === artifactsKey);

const isPictureObject = (levels: readonly Level[]) =>
  levels.at(-1)?.isList === false && isPictureList(levels.slice(0, -1));

/** Whether the value of the key that has just been read is a picture. */
const isPicture = (levels: readonly Level[]) => levels.length === 1
  ? levels[0]?.isList === false && mediaKeys.has(levels[0].key)
  : isPictureObject(levels) && levels.at(-1)?.key === artifactKey;

export class JsonOutline {
  readonly #kept: number[] = [];
  readonly #levels: Level[] = [];
  /** How many levels are open below those that are kept. */
  #deeper = 0;
  #groups = 0;
  #state: "structure" | "string" | "escape" | "over" = "structure";
  /** Whether the string that comes next, or that is read, is a key. */
  #isKey = false;
  #isAfterComma = false;
  #string = { start: "", bytes: 0, sinceBackslash: escapeBytes, isCut: false };
  /** Up to where the last value is whole, and what closes all that is open there. */
  #safe = { bytes: 0, closing: "" };

  /** Takes the next byte. @returns the number of the picture's object, if this is the opening quote of a picture */
  step(byte: number): number | undefined {
    switch (this.#state) {
      case "structure": return this.#stepStructure(byte);
      case "over": return undefined;
      case "escape":
        this.#state = "string";
        this.#remember(byte);
        return undefined;
      case "string":
        if (byte === quote) {
          this.#endString();
        } else {
          if (byte === backslash) this.#state = "escape";
          this.#remember(byte);
        }
        return undefined;
    }
  }

  /** What was kept. If the end is missing, but no picture, then all that is whole; `undefined` if it is no JSON. */
  parse(): unknown {
    const text = (bytes?: number) => Buffer.from(this.#kept.slice(0, bytes)).toString("utf8");
    const whole = parseJson(text());
    const { bytes, closing } = this.#safe;
    return whole === undefined && this.#hasAllPictures() ? parseJson(text(bytes) + closing) : whole;
  }

  /** Whether in what is open no picture is still to come. */
  #hasAllPictures(): boolean {
    const top = this.#levels.at(-1);
    if (top === undefined) return false;
    if (top.isList) return !(this.#isAfterComma && isPictureList(this.#levels));
    return top.group !== undefined || !isPictureObject(this.#levels);
  }

  #stepStructure(byte: number): number | undefined {
    if (byte <= space) {
      if ((this.#kept.at(-1) ?? 0) > space) this.#keep(byte);
      return undefined;
    }
    if (byte === quote) return this.#beginString();
    if (byte === comma) {
      this.#markSafe();
      this.#isKey = this.#levels.at(-1)?.isList === false;
    }
    if (byte === colon) this.#isKey = false;
    if (closings.has(byte)) this.#close();
    this.#keep(byte);
    if (openings.has(byte)) this.#open(byte === openingOfList);
    if (closings.has(byte)) this.#markSafe();
    this.#isAfterComma = byte === comma;
    return undefined;
  }

  #open(isList: boolean): void {
    if (this.#levels.length < levelsKept) this.#levels.push({ isList, key: "" });
    else this.#deeper += 1;
    this.#isKey = !isList;
  }

  #close(): void {
    if (this.#deeper > 0) this.#deeper -= 1;
    else this.#levels.pop();
    if (this.#levels.length === 0) this.#state = "over";
  }

  #beginString(): number | undefined {
    this.#keep(quote);
    this.#state = "string";
    this.#isAfterComma = false;
    const top = this.#levels.at(-1);
    const hasPicture = !this.#isKey && this.#deeper === 0 && isPicture(this.#levels);
    this.#string = { start: "", bytes: 0, sinceBackslash: escapeBytes, isCut: hasPicture };
    if (!hasPicture || top === undefined) return undefined;
    top.group ??= this.#groups++;
    for (const digit of Buffer.from(String(top.group))) this.#keep(digit);
    return top.group;
  }

  #remember(byte: number): void {
    const string = this.#string;
    string.bytes += 1;
    string.sinceBackslash = byte === backslash ? 0 : string.sinceBackslash + 1;
    if (string.bytes <= longestKeyCharacters) string.start += String.fromCharCode(byte);
    string.isCut ||= string.bytes > longestTextBytes && string.sinceBackslash >= escapeBytes;
    if (!string.isCut) this.#keep(byte);
  }

  #endString(): void {
    this.#state = "structure";
    this.#keep(quote);
    const top = this.#levels.at(-1);
    if (!this.#isKey) this.#markSafe();
    else if (top !== undefined && this.#deeper === 0) top.key = String(parseJson(`"${this.#string.start}"`));
  }

  #markSafe(): void {
    if (this.#deeper > 0) return;
    const closing = this.#levels.map(({ isList }) => isList ? "]" : "}").reverse().join("");
    this.#safe = { bytes: this.#kept.length, closing };
  }

  #keep(byte: number): void {
    if (this.#deeper > 0) return;
    if (this.#kept.length === limitBytes) throw new MalformedAnswerError("far more JSON than pictures need");
    this.#kept.push(byte);
  }
}
