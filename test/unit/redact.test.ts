/** Keys in what others wrote: gone in whatever form they stand there, and nothing else is. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { redact, redactJson, returnedJson, saidBy, saidInJson } from "../../components/dreamstudio/common/errors/redact.ts";
import { inputsToTry } from "../support/depth.ts";

const key = "the-key/of+a\"gateway\\1234";

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, "0");

const forms: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in capitals": (text) => text.toUpperCase(),
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "in JSON in JSON": (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  "in JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "as escapes of JSON": (text) => Array.from(text, (one) => `\\u00${hex(one)}`).join(""),
  "as escapes of JavaScript": (text) => Array.from(text, (one) => `\\x${hex(one)}`).join(""),
  "in a URL": encodeURIComponent,
  "in a URL, all of it escaped": (text) => Array.from(text, (one) => `%${hex(one)}`).join(""),
  "in HTML": (text) => Array.from(text, (one) => `&#x${hex(one)};`).join(""),
  "in HTML, in decimals": (text) => Array.from(text, (one) => `&#${one.charCodeAt(0)};`).join(""),
};

describe.each(Object.entries(forms))("%s", (_form, write) => {
  test("the key is gone, and what stands around it is not", () => {
    expect(redact(`before ${write(key)} after`, key)).toBe("before [API key] after");
  });

  test("a key with one other character stays", () => {
    const other = key.replace("gate", "gade");
    expect(redact(`before ${write(other)} after`, key)).toBe(`before ${write(other)} after`);
  });
});

test("a key of any characters is gone in every form", () => {
  const unit = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const anyKey = fc.string({ unit, minLength: 6 });
  fc.assert(fc.property(anyKey, fc.constantFrom(...Object.values(forms)), (secret, write) => {
    expect(redact(`é ${write(secret)} é`, secret)).toBe("é [API key] é");
  }), { numRuns: inputsToTry(1000) });
});

test.each([0, 1, 2, 3, 4, 5])("in base64 behind %d bytes no more than its ends are left", (offset) => {
  const secret = "sk-0123456789abcdefghijklmnopqrstuvwxyz";
  for (const encoding of ["base64", "base64url"] as const) {
    const text = Buffer.from(`${"~".repeat(offset)}${secret} and more`).toString(encoding);
    const bare = redact(text, secret);
    expect(bare).toContain("[API key]");
    expect(Buffer.from(bare.replace("[API key]", ""), encoding).toString()).not.toMatch(/[0-9a-z]{8}/);
  }
});

test.each([
  ["Incorrect API key provided: sk-abcd***wxyz. See x.", "Incorrect API key provided: [API key]. See x."],
  ["SK-ABCDEF and sk-é", "[API key] and sk-é"],
  ["a task-based risk-free desk-1", "a task-based risk-free desk-1"],
])("what looks like a key of Stability AI: %s", (text, bare) => {
  expect(redact(text, key)).toBe(bare);
});

test("a long text takes no time, whatever the key repeats", () => {
  for (const secret of ["aaaaaaaaaaaaaaaaaaaaaaaab", "\\\\\\\\\\\\\\\\\\\\\\\\\"", "%%%%%%%%u"]) {
    const text = secret.charAt(0).repeat(100_000);
    const before = process.cpuUsage();
    expect(redact(text, secret)).toBe(text);
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  }
});

describe("what is said", () => {
  test.each<[string, string, string]>([
    ["colors and cursors", "\u001b[31mred\u001b[0m \u001b[2J\u009b5A\u001b]8;;http://x\u0007link\u001b]8;;\u0007", "red link"],
    ["other controls", "a\u0000b\u0008c\r\n\td\u007f\u0085e\u2028f", "a b c d e f"],
    ["a direction of writing", "file\u202egnp.exe", "file gnp.exe"],
    ["halves of characters", "a\ud83d b\udc00", "a\ufffd b\ufffd"],
    ["a key in pieces", "th\u001b[0me-key/of+a\"gateway\\1234", "[API key]"],
  ])("without %s", (_name, text, said) => {
    expect(saidBy(text, key)).toBe(said);
  });

  test("as long as 300 characters, and not one more", () => {
    expect(saidBy("x".repeat(300), key)).toBe("x".repeat(300));
    expect(saidBy("x".repeat(301), key)).toBe(`${"x".repeat(299)}…`);
    expect(saidBy(`${"x".repeat(298)}🗼🗼`, key)).toBe(`${"x".repeat(298)}…`);
    expect(saidBy("x".repeat(10_000_000), key)).toHaveLength(300);
  });
});

describe("JSON", () => {
  const value = { [key]: [key, { __proto__: null, constructor: key.toUpperCase() }], n: 1, no: null, yes: true };

  test("has the key nowhere, be it a name or a text", () => {
    const expected = { "[API key]": ["[API key]", { constructor: "[API key]" }], n: 1, no: null, yes: true };
    expect(redactJson(value, key)).toEqual(expected);
    expect(saidInJson(value, key)).toEqual(expected);
  });

  test("has names that JavaScript has too, as names like any other", () => {
    const text = "{\"__proto__\":{\"a\":\"x\"},\"constructor\":\"y\",\"toString\":1}";
    expect(JSON.stringify(redactJson(JSON.parse(text), key))).toBe(text);
  });

  test("keeps its lines and its length where it is data, and is short where it is said", () => {
    const text = `${"x".repeat(600)}\n\t\u001b[1m`;
    expect(redactJson([text], key)).toStrictEqual([text]);
    expect(returnedJson([text, key], key)).toStrictEqual([`${"x".repeat(600)}\n\t\ufffd[1m`, "[API key]"]);
    expect(saidInJson([text], key)).toStrictEqual([`${"x".repeat(499)}…`]);
  });

  test("may be as deep as it likes", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown;
    expect(JSON.stringify(redactJson({ deep, a: key }, key))).toMatch(/"a":"\[API key\]"\}$/);
  });
});
