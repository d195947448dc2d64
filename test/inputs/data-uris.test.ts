/** Pictures as text: data URIs by the rules of browsers, and plain base64. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { bytesIn, referenceIn, shown } from "../../components/dreamstudio/common/files/reference.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { refusedPicture, sentPicture } from "../support/sent-picture.ts";

const folder = usePicturesFolder();

const cases = "test/inputs/cases";
const png = readFileSync("test/formats/cases/s.png");

const bytesOf = (given: string) => bytesIn(referenceIn(given));

test.each(readdirSync(cases))("%s, which a program made, is sent as the picture that it is", async (name) => {
  const { image } = JSON.parse(readFileSync(`${cases}/${name}`, "utf8")) as { image: string };
  const { head, body } = await sentPicture(image);
  expect(head).toBe("filename=\"file-1.png\"; Content-Type: image/png");
  expect(body.startsWith("\ufffdPNG")).toBe(true);
  expect(bytesOf(image)).toStrictEqual(png);
});

test.each<[string, (base64: string) => string]>([
  ["capitals", (base64) => `DATA:IMAGE/PNG;BASE64,${base64}`],
  ["no type", (base64) => `data:;base64,${base64}`],
  ["quotes around it", (base64) => `"data:image/png;base64,${base64}"`],
  ["angle brackets and blanks around it", (base64) => `\n <data:image/png;base64,${base64}> `],
  ["a parameter in quotes, with an escaped one", (base64) => `data:image/png;name="a\\",b.png";base64,${base64}`],
  ["a quote that does not end", (base64) => `data:image/png;name=a"b.png;base64,${base64}`],
  ["a fragment", (base64) => `data:image/png;base64,${base64}#top`],
  ["a tab in the head", (base64) => `data:image/\tpng;base64,${base64}`],
  ["no signs that fill", (base64) => `data:image/png;base64,${base64.replace(/=+$/, "")}`],
  ["form feeds", (base64) => `data:image/png;base64,\f${base64}\f`],
  ["no base64, but each byte by its number",
    () => `data:image/png,${[...png].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`],
])("a data URI with %s", (_name, write) => {
  expect(bytesOf(write(png.toString("base64")))).toStrictEqual(png);
});

test("a browser, as Node is one, reads the same bytes", async () => {
  const part = fc.oneof(
    fc.string({ maxLength: 6, unit: fc.constantFrom(...Array.from("aA0+/=_- \t\n\f%2Bé#;,")) }),
    fc.constantFrom("%2F", "%3d", "%0A", "%", "%%", "%zz"),
  );
  const head = fc.constantFrom("", "image/png", "text/plain;charset=utf-8", ";base64", "image/png;base64", "image/png; base64",
    "image/png;base64 ", "image/png;Base64", "a;base64;b", "image/png ;  base64");
  await fc.assert(fc.asyncProperty(head, fc.array(part, { maxLength: 6 }), async (type, parts) => {
    const uri = `data:${type},${parts.join("")}`;
    const theirs = await fetch(uri).then(async (answer) => Buffer.from(await answer.arrayBuffer()), () => undefined);
    // What a browser refuses may be taken: the alphabet for URLs, and a wrong number of signs that fill.
    if (theirs !== undefined) expect(bytesOf(uri)).toStrictEqual(theirs);
  }), { numRuns: 500 });
});

test.each<[string, "png" | "jpeg" | "webp"]>([["a PNG", "png"], ["a JPEG", "jpeg"], ["a WebP", "webp"]])(
  "the plain base64 of %s is taken", async (_name, format) => {
    const picture = await plainPicture({ format });
    const { head } = await sentPicture(picture.toString("base64"));
    expect(head).toMatch(new RegExp(`Content-Type: image/${format}$`));
    expect(bytesOf(` "${picture.toString("base64url")}"\n`)).toStrictEqual(picture);
  });

test("the base64 of another picture is called what it is, and of what is no picture a path", async () => {
  const gif = await plainPicture({ format: "gif" });
  expect(await refusedPicture(gif.toString("base64")))
    .toBe(`"${gif.toString("base64").slice(0, 80)}${gif.length > 60 ? "…" : ""}" is a GIF picture and not a PNG, JPEG or WebP `
      + "picture; convert it to PNG, JPEG or WebP");
  const avif = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } }).avif().toBuffer();
  expect(await refusedPicture(avif.toString("base64"))).toContain("is an AVIF picture");
  const path = "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ";
  expect(await refusedPicture(path)).toBe(`there is no file "${path}"`);
  expect(referenceIn("/workspace/inputs/photos/of/mine").kind).toBe("path");
});

test.each<[string, string, string]>([
  ["no comma", "data:image/png;base64", "\"data:image/png;base64\" is a data URI without a comma, so without bytes"],
  ["no bytes", "data:image/png;base64,", "\"data:image/png;base64,\" is empty"],
  ["no base64", "data:image/png;base64,iVBOR!", "\"data:image/png;base64,iVBOR!\" is a data URI whose base64 is none"],
  ["a digit too few", "data:image/png;base64,iVBOR", "\"data:image/png;base64,iVBOR\" is a data URI whose base64 is none"],
  ["base64 that breaks off", `${"iVBORw0KGgoAAAANSUhEUg".repeat(2)}!`,
    "\"iVBORw0KGgoAAAANSUhEUgiVBORw0KGgoAAAANSUhEUg!\" begins like the base64 of a picture, but is none"],
  ["half a picture", `data:image/png;base64,${png.subarray(0, 60).toString("base64")}`,
    "\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAMAAAACACAIAAADS5vE8AAABX0lEQVR4nO…\" is a picture that is cut short"],
  ["another scheme in quotes", " 'ftp://example.com/a.png'", "got \"ftp://example.com/a.png\", but only http and https URLs are taken"],
  ["only quotes", "\"\"", "is empty; give the path of a file, a URL, or a data URI"],
])("refused in the user's own words: %s", async (_name, given, problem) => {
  const message = await refusedPicture(given);
  expect(message).toBe(problem);
  expect(message).not.toContain("dreamstudio-input");
});

test("a path with blanks or quotes around it is taken, and a file that is called so first", async () => {
  const { writeFile } = await import("node:fs/promises");
  await writeFile(`${folder.path()}/a.png`, png);
  expect((await sentPicture(` "${folder.path()}/a.png"\n`)).head).toContain("filename=\"a.png\"");
  await writeFile(`${folder.path()}/a.png `, await plainPicture({ format: "webp" }));
  expect((await sentPicture(`${folder.path()}/a.png `)).head).toContain("image/webp");
});

test("what is shown is short, and no half of a character", () => {
  expect(shown(`data:,${"😀".repeat(100)}`)).toBe(`"data:,${"😀".repeat(37)}…"`);
  expect(shown("/tmp/a\u001b[31m.png")).toBe("\"/tmp/a\\u001b[31m.png\"");
});

test("the time for a megabyte of what nobody can read grows with its length alone", () => {
  const parts = ["\"", "%", "; base64", " ", "=", ",\"", "\\\"", "\n", "<>"];
  const texts = parts.map((part) => `data:${part.repeat(1_000_000 / part.length)}`);
  const startedAt = performance.now();
  for (const text of [...texts, `iVBORw0KGgo${"=".repeat(1_000_000)}`, "<".repeat(50_000) + ">".repeat(50_000)]) bytesOf(text);
  // In seconds it is less than one; what grows with the square takes minutes.
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
