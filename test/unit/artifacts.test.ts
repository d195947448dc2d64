/** The reader of v1's JSON answer, held against JSON.parse on answers of every shape and cut. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readArtifacts } from "../../components/dreamstudio/common/answers/artifacts.ts";
import { MalformedAnswerError } from "../../components/dreamstudio/common/answers/base64-decoder.ts";
import { inputsToTry } from "../support/depth.ts";

async function* inPieces(bytes: Buffer, cuts: readonly number[]) {
  let from = 0;
  for (const cut of [...cuts].map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b)) {
    yield await Promise.resolve(bytes.subarray(from, cut));
    from = cut;
  }
  yield bytes.subarray(from);
}

/** Reads an answer; `pictures` are those that ended, `opened` counts all. */
async function read(text: string, cuts: readonly number[] = []) {
  const pictures: Buffer[] = [];
  let opened = 0;
  const openSink = () => {
    const chunks: Buffer[] = [];
    opened += 1;
    return Promise.resolve({
      // A chunk is only lent.
      write: (bytes: Uint8Array) => Promise.resolve(void chunks.push(Buffer.from(bytes))),
      end: () => Promise.resolve(void pictures.push(Buffer.concat(chunks))),
    });
  };
  const answer = readArtifacts(inPieces(Buffer.from(text), cuts), openSink);
  const artifacts = await answer.catch((error: unknown) => error);
  return { artifacts, pictures, opened };
}

/** How JSON may be written: white space where it is allowed, slashes escaped or not, keys in any order. */
const arbitraryAnswer = fc.record({
  artifacts: fc.array(fc.record({
    picture: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    seed: fc.nat(),
    finishReason: fc.constantFrom("SUCCESS", "ERROR", "CONTENT_FILTERED"),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
    extra: fc.oneof(fc.string(), fc.constant("\"base64\": \""), fc.constant("base64\\"), fc.jsonValue()),
    keyEscape: fc.nat({ max: 6 }),
  }), { maxLength: 4 }),
  space: fc.constantFrom("", " ", "\n\t", " ".repeat(100)),
  hasEscapedSlashes: fc.boolean(),
  isBareList: fc.boolean(),
  extra: fc.jsonValue(),
});

type Answer = typeof arbitraryAnswer extends fc.Arbitrary<infer Value> ? Value : never;

/** The key "base64" with some of its letters as escapes: the same key to JSON. */
const writtenKey = (escapes: number) => `"${Array.from("base64", (letter, index) =>
  index < escapes ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : letter).join("")}"`;

function write({ artifacts, space, hasEscapedSlashes, isBareList, extra }: Answer): string {
  const entries = artifacts.map((artifact) => {
    const base64 = artifact.picture.toString("base64");
    const fields = [
      `${writtenKey(artifact.keyEscape)}${space}:${space}"${hasEscapedSlashes ? base64.replaceAll("/", "\\/") : base64}"`,
      `"seed"${space}:${artifact.seed}`,
      `"finishReason":${space}"${artifact.finishReason}"`,
      `"note":${JSON.stringify(artifact.extra)}`,
    ];
    return `{${space}${artifact.order.map((index) => fields[index]).join(`,${space}`)}}`;
  });
  const list = `[${entries.join(`${space},`)}]`;
  return isBareList ? list : `{"extra":${JSON.stringify(extra)},${space}"artifacts":${list}}`;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("whatever the order of keys, the white space, the escapes and the pieces", () => {
  test("every picture and what is said of it is read", async () => {
    await fc.assert(fc.asyncProperty(arbitraryAnswer, fc.array(share), async (answer, cuts) => {
      const text = write(answer);
      JSON.parse(text);
      const { artifacts, pictures } = await read(text, cuts);
      const said = answer.artifacts.map(({ seed, finishReason }, picture) => ({ picture, seed, finishReason }));
      expect(artifacts).toStrictEqual(said);
      expect(pictures).toStrictEqual(answer.artifacts.map(({ picture }) => picture));
    }), { numRuns: inputsToTry(500) });
  });

  test("an answer that is cut anywhere is refused, with the pictures before the cut", async () => {
    await fc.assert(fc.asyncProperty(arbitraryAnswer, share, async (answer, kept) => {
      const text = write(answer);
      const { artifacts, pictures } = await read(text.slice(0, Math.floor((text.length - 1) * kept)));
      expect(artifacts).toBeInstanceOf(MalformedAnswerError);
      expect(pictures).toStrictEqual(answer.artifacts.slice(0, pictures.length).map(({ picture }) => picture));
    }), { numRuns: inputsToTry(300) });
  });
});

test("every single cut of one answer gives the same pictures", async () => {
  const picture = Buffer.from("///+++ a picture ///");
  const base64 = picture.toString("base64").replaceAll("/", "\\/");
  const text = `{"artifacts":[{"base64":"${base64}","seed":1,"finishReason":"SUCCESS"}]}`;
  for (let cut = 0; cut <= text.length; cut += 1) {
    expect((await read(text, [cut / text.length])).pictures).toStrictEqual([picture]);
  }
});

test.each([
  ["a character that is not base64", "QUJ*"],
  ["an escape that base64 has no use for", "QU\\nJD"],
  ["white space", "QUJD QUJD"],
  ["one character too many", "QUJDQ"],
])("%s is refused", async (_name, base64) => {
  const { artifacts, pictures } = await read(`{"artifacts":[{"base64":"${base64}","seed":1}]}`);
  expect(artifacts).toMatchObject({ message: "a picture that is not base64" });
  expect(pictures).toStrictEqual([]);
});

test("a text that looks like a picture's key is none", async () => {
  const { opened } = await read("{\"artifacts\": [{\"note\": \"\\\"base64\\\": \", \"x\\\"base64\": \"QUJD\"}]}");
  expect(opened).toBe(0);
});

test("an answer that is not pictures is not collected without end", async () => {
  const { artifacts } = await read(`{"note": "${"x".repeat(1_100_000)}"}`);
  expect(artifacts).toMatchObject({ message: "far more JSON than pictures need" });
});

test.each(["{}", "{\"artifacts\": 1}", "null", "\"text\""])("%s has no pictures", async (text) => {
  expect((await read(text)).artifacts).toMatchObject({ message: "JSON without pictures" });
});
