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
  const faults: string[] = [];
  let opened = 0;
  const openSink = () => {
    const chunks: Buffer[] = [];
    opened += 1;
    return Promise.resolve({
      // A chunk is only lent.
      write: (bytes: Uint8Array) => Promise.resolve(void chunks.push(Buffer.from(bytes))),
      end: (fault?: string) => {
        if (fault === undefined) pictures.push(Buffer.concat(chunks));
        else faults.push(fault);
        return Promise.resolve();
      },
    });
  };
  const answer = readArtifacts(inPieces(Buffer.from(text), cuts), openSink);
  const artifacts = await answer.then((read) => read.artifacts, (error: unknown) => error);
  return { artifacts, pictures, faults, opened };
}

/** Names that mean something in an answer, and names that JavaScript has. */
const name = fc.constantFrom("image", "video", "audio", "result", "base64", "artifacts", "seed", "__proto__", "constructor");

/** Any JSON with such names at every depth, and texts that look like parts of an answer. */
const arbitraryJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(fc.string(), fc.nat(), fc.constantFrom(null, true, "\"base64\": \"", "base64\\", "QUJD")),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie("value")), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** How JSON may be written: white space where it is allowed, characters escaped or not, keys in any order. */
const arbitraryAnswer = fc.record({
  artifacts: fc.array(fc.record({
    picture: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    seed: fc.nat(),
    finishReason: fc.constantFrom("SUCCESS", "ERROR", "CONTENT_FILTERED"),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
    extra: arbitraryJson,
    keyEscape: fc.nat({ max: 6 }),
    isUrlSafe: fc.boolean(),
    prefix: fc.constantFrom("", "", "data:image/png;base64,"),
    writing: fc.array(fc.constantFrom("as it is", "as it is", "\\u", "\\U", "\\/", " ", "\\n", "\\r\\n", "\\t", "\\f"), { minLength: 1 }),
  }), { minLength: 1, maxLength: 4 }),
  space: fc.constantFrom("", " ", "\n\t", " ".repeat(100)),
  isBareList: fc.boolean(),
  extra: arbitraryJson,
});

type Answer = typeof arbitraryAnswer extends fc.Arbitrary<infer Value> ? Value : never;

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(4, "0");

/** The key "base64" with some of its letters as escapes: the same key to JSON. */
const writtenKey = (escapes: number) => `"${Array.from("base64", (letter, index) =>
  index < escapes ? `\\u${hex(letter)}` : letter).join("")}"`;

/** Base64 with escapes and white space: the same bytes to whoever reads JSON and base64. */
function writtenBase64({ picture, isUrlSafe, prefix, writing }: Answer["artifacts"][number]): string {
  const letters = Array.from(picture.toString(isUrlSafe ? "base64url" : "base64"));
  return prefix + letters.map((letter, index) => {
    const form = writing[index % writing.length];
    if (form === "\\u") return `\\u${hex(letter)}`;
    if (form === "\\U") return `\\u${hex(letter).toUpperCase()}`;
    if (form === "\\/") return letter === "/" ? "\\/" : letter;
    return form === "as it is" ? letter : `${letter}${form}`;
  }).join("");
}

function write({ artifacts, space, isBareList, extra }: Answer): string {
  const entries = artifacts.map((artifact) => {
    const fields = [
      `${writtenKey(artifact.keyEscape)}${space}:${space}"${writtenBase64(artifact)}"`,
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

describe("whatever the order of keys, the white space, the escapes, the names elsewhere and the pieces", () => {
  test("every picture and what is said of it is read", async () => {
    await fc.assert(fc.asyncProperty(arbitraryAnswer, fc.array(share), async (answer, cuts) => {
      const text = write(answer);
      JSON.parse(text);
      const { artifacts, pictures } = await read(text, cuts);
      const said = answer.artifacts.map(({ seed, finishReason }, at) => ({ pictures: [at], seed, finishReason }));
      expect(artifacts).toStrictEqual(said);
      expect(pictures).toStrictEqual(answer.artifacts.map(({ picture }) => picture));
    }), { numRuns: inputsToTry(1000) });
  });

  test("an answer that is cut anywhere is refused, unless all pictures that it began are whole", async () => {
    await fc.assert(fc.asyncProperty(arbitraryAnswer, share, async (answer, kept) => {
      const text = write(answer);
      const { artifacts, pictures, opened } = await read(text.slice(0, Math.floor((text.length - 1) * kept)));
      expect(pictures).toStrictEqual(answer.artifacts.slice(0, pictures.length).map(({ picture }) => picture));
      if (!Array.isArray(artifacts)) {
        expect(artifacts).toBeInstanceOf(MalformedAnswerError);
        return;
      }
      expect(opened).toBe(pictures.length);
      expect(artifacts).toHaveLength(pictures.length);
      for (const [at, { seed, finishReason }] of artifacts.entries()) {
        const said = answer.artifacts[at];
        expect([undefined, said?.seed]).toContain(seed);
        expect([undefined, said?.finishReason]).toContain(finishReason);
      }
    }), { numRuns: inputsToTry(1000) });
  });
});

test("every single cut of one answer gives the same pictures", async () => {
  const picture = Buffer.from("///+++ a picture ///");
  const base64 = picture.toString("base64").replaceAll("/", "\\/").replaceAll("+", "\\u002B");
  const text = `{"artifacts":[{"base64":"data:image/png;base64,${base64}","seed":1,"finishReason":"SUCCESS"}]}`;
  for (let cut = 0; cut <= text.length; cut += 1) {
    expect((await read(text, [cut / text.length])).pictures).toStrictEqual([picture]);
  }
});

describe("where the end is missing", () => {
  const whole = "{\"artifacts\":[{\"base64\":\"QUJD\",\"seed\":12,\"finishReason\":\"SUCCESS\"}],\"n\":[1,{\"a\":{\"b\":[2]}}]}";
  const picture = { pictures: [0], seed: undefined, finishReason: undefined };

  test.each([
    [whole.indexOf("QUJD") + 4, undefined],
    [whole.indexOf("QUJD") + 5, picture],
    [whole.indexOf("12") + 1, picture],
    [whole.indexOf("12") + 2, picture],
    [whole.indexOf("12") + 3, { ...picture, seed: 12 }],
    [whole.indexOf("SUCCESS") + 3, { ...picture, seed: 12 }],
    [whole.indexOf("SUCCESS") + 8, { pictures: [0], seed: 12, finishReason: "SUCCESS" }],
    [whole.indexOf("2]"), { pictures: [0], seed: 12, finishReason: "SUCCESS" }],
    [whole.length - 1, { pictures: [0], seed: 12, finishReason: "SUCCESS" }],
  ])("behind byte %d", async (length, artifact) => {
    const { artifacts } = await read(whole.slice(0, length));
    if (artifact === undefined) expect(artifacts).toBeInstanceOf(MalformedAnswerError);
    else expect(artifacts).toStrictEqual([artifact]);
  });

  test.each(["{\"artifacts\":[{\"base64\":\"QUJD\"},", "{\"artifacts\":[{\"base64\":\"QUJD\"},{\"seed\":1", "[{\"base64\":\"QUJD\"}, {"])(
    "a picture that was still to come is missed: %s",
    async (text) => {
      expect((await read(text)).artifacts).toMatchObject({ message: "JSON that is cut short or broken" });
    },
  );
});

test.each([
  ["a character that is not base64", "QUJ*"],
  ["an escape that base64 has no use for", "QU\\u0000JD"],
  ["a letter beyond ASCII", "QUJ\\u0141"],
  ["one character too many", "QUJDQ"],
  ["something behind the padding", "QUI=QUJD"],
  ["a data URI without an end", `data:${"x".repeat(300)},QUJD`],
])("%s is refused", async (_name, base64) => {
  const { faults, pictures } = await read(`{"artifacts":[{"base64":"${base64}","seed":1}]}`);
  expect(faults).toStrictEqual(["a picture that is not base64"]);
  expect(pictures).toStrictEqual([]);
});

test.each(["image", "video", "audio", "result"])("%s is the picture of today's API", async (key) => {
  const { artifacts, pictures } = await read(`{"seed":1,"${key}":"QUJD","finish_reason":"SUCCESS"}`);
  expect(artifacts).toStrictEqual([{ pictures: [0], seed: 1, finishReason: "SUCCESS" }]);
  expect(pictures).toStrictEqual([Buffer.from("ABC")]);
});

test("of a key that is there twice both texts are tried", async () => {
  const { artifacts } = await read("{\"result\":\"QUJD\",\"image\":\"QUJD\",\"image\":null,\"artifacts\":[]}");
  expect(artifacts).toStrictEqual([{ pictures: [0, 1], seed: undefined, finishReason: undefined }]);
});

test.each([
  "{\"artifacts\": [{\"note\": \"\\\"base64\\\": \", \"x\\\"base64\": \"QUJD\"}]}",
  "{\"base64\":\"QUJD\",\"x\":{\"image\":\"QUJD\",\"artifacts\":[{\"base64\":\"QUJD\"}]}}",
  "{\"artifacts\":[{\"image\":\"QUJD\",\"x\":{\"base64\":\"QUJD\"}},[{\"base64\":\"QUJD\"}]]}",
  "[[{\"base64\":\"QUJD\"}]]",
  "{\"image\":{\"image\":\"QUJD\"},\"video\":[\"QUJD\"],\"artifacts\":{\"base64\":\"QUJD\"}}",
])("what only looks like a picture is none: %s", async (text) => {
  expect((await read(text)).opened).toBe(0);
});

describe("around the pictures", () => {
  const answer = (rest: string) => `{${rest},"image":"QUJD","seed":7}`;
  const artifact = { pictures: [0], seed: 7, finishReason: undefined };

  test.each([
    ["a text of megabytes", `"echo":"${"x\\u00e9".repeat(500_000)}"`],
    ["a picture elsewhere", `"request":{"image":"${"QUJD".repeat(500_000)}"}`],
    ["100,000 levels", `"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["megabytes on a fourth level", `"a":{"b":{"c":[${"1,".repeat(1_000_000)}1]}}`],
    ["megabytes of white space", " ".repeat(2_000_000) + "\"a\":1"],
  ])("%s does no harm", async (_name, rest) => {
    expect((await read(answer(rest))).artifacts).toStrictEqual([artifact]);
  });

  test("whatever follows does no harm", async () => {
    expect((await read(`${answer("\"a\":1")}\n<!-- ${"x".repeat(2_000_000)}`)).artifacts).toStrictEqual([artifact]);
  });

  test("more than 1 MiB that matters is refused, but not the picture before it", async () => {
    const list = `"a":[${"1,".repeat(600_000)}1]`;
    expect((await read(answer(list))).artifacts).toMatchObject({ message: "far more JSON than pictures need" });
    expect((await read(`{"image":"QUJD","seed":7,${list}}`)).artifacts).toStrictEqual([artifact]);
  });
});

test.each(["{}", "{\"artifacts\": 1}", "null", "\"text\"", "[]"])("%s has no pictures", async (text) => {
  expect((await read(text)).artifacts).toStrictEqual([]);
});

test("escapes and line breaks cost little", async () => {
  const bytes = Buffer.alloc(3_000_000, "picture");
  const base64 = bytes.toString("base64").replace(/.{76}/g, "$&\\r\\n").replaceAll("c", "\\u0063");
  const before = process.cpuUsage();
  expect((await read(`{"image":"${base64}"}`, [0.1, 0.5])).pictures[0]?.equals(bytes)).toBe(true);
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
});
