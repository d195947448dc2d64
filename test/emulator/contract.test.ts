/**
 * Holds the emulator against Stability's own documents, where they are: what they allow is taken to its edges,
 * what is just beyond is refused, and what they do not know neither.
 *
 * Known errors of the documents, and what is held to be true instead:
 * - the answer of a generation is a bare list in those of 2023; every official sample reads `artifacts` of an object;
 * - an error requires `status`, which it neither describes nor shows in any example;
 * - `mask_source` of v1 and v1beta lists no options; they are those by which its body is told apart;
 * - `mask_image` is required with two of the three sources, but only the bodies told apart by them say so;
 * - the sides in v1alpha lack `multipleOf`; their texts and the error `invalid_height_or_width` say 64;
 * - the prompts of a form are described as a list; their text says how a form writes it;
 * - sides are said to be 512 by default, which SDXL 1.0 does not draw; the text of 2025 says 1024.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { casesOf, fieldsOf, isFile, ofOtherType, withValue, type Field, type Fields } from "../support/contract-cases.ts";
import { ask, flatten, prepare } from "../support/contract-requests.ts";
import { useEmulator } from "../support/emulator.ts";
import { readContract, variantsOf, type Contract, type Operation, type Schema } from "../support/openapi.ts";
import { plain, png } from "../support/pictures.ts";
import type { VersionName } from "../support/stability-api.ts";

const folder = join(process.cwd(), "../shared/openapi");

/** A file has no edges, but may be no picture. */
const noPicture = Buffer.from("no picture");
const filesCases = { allowed: [], refused: [noPicture, Buffer.alloc(0)] };

const documents: readonly [file: string, version: VersionName, day: string][] = [
  ["v1.json", "v1", "2023-08-25"],
  ["v1beta.json", "v1beta", "2023-03-26"],
  ["v1alpha.json", "v1alpha", "2023-03-26"],
  ["v2.json", "v1", "2025-02-26"],
];

const read = (file: string, version: VersionName): Contract => version === "v1"
  ? readContract(join(folder, file), "", (path) => path.startsWith("/v1/"))
  : readContract(join(folder, file), `/${version}`, () => true);

/** A request that has what every request needs; sides, where they are known, so that the picture is small. */
function leastOf({ properties = {} }: Schema, pictures: { small: Buffer; large: Buffer }): Fields {
  const usual: Fields = {
    text_prompts: [{ text: "x" }],
    init_image: pictures.small,
    mask_image: pictures.small,
    image: pictures.large,
    mask_source: "MASK_IMAGE_WHITE",
    ...!("image" in properties) && { width: 128, height: 128 },
  };
  return Object.fromEntries(Object.entries(usual).filter(([name]) => name in properties));
}

/** A field as it is, where its schema leaves out what the document says elsewhere. */
function corrected(field: Field, body: Schema, contract: Contract, version: VersionName): Field {
  const [name] = field.place;
  if (name === "mask_source" && field.schema.enum === undefined) {
    const options = variantsOf(contract, body).map(({ fixed }) => fixed[name] ?? "");
    return { ...field, schema: { ...field.schema, enum: options } };
  }
  // Seen to go as far as in v1, whatever the document says.
  if (version === "v1alpha" && name === "seed") return { ...field, schema: { ...field.schema, maximum: 4_294_967_295 } };
  const isAlphaSide = version === "v1alpha" && (name === "width" || name === "height");
  return isAlphaSide ? { ...field, schema: { ...field.schema, multipleOf: 64 } } : field;
}

const contracts = existsSync(folder)
  ? documents.map(([file, version, day]) => ({ file, version, day, contract: read(file, version) }))
  : [];

/** The ends of all paths that any document knows, and the names of all fields. */
const everyPath = new Set(contracts.flatMap(({ version, contract }) =>
  contract.operations.map(({ path }) => path.replace(`/${version}/`, "/"))));
const everyField = new Set(["undocumented", ...contracts.flatMap(({ contract }) =>
  contract.operations.flatMap(({ bodies }) =>
    bodies.flatMap((body) => Object.keys(flatten(contract, body).properties ?? {}))))]);

function holdAgainst({ version, day, contract }: (typeof contracts)[number]): void {
  const emulator = useEmulator({ asOf: day });
  const pictures: { small: Buffer; large: Buffer } = { small: Buffer.alloc(0), large: Buffer.alloc(0) };
  beforeAll(async () => {
    await prepare(emulator.url());
    pictures.small = await png({ width: 128, height: 128 }, plain(90));
    pictures.large = await png({ width: 512, height: 512 }, plain(90));
  });

  async function expectStatus(status: number, operation: Operation, body: Schema, fields: Fields, what: unknown) {
    const response = await ask(emulator.url(), version, operation, body, fields);
    const text = await response.text();
    const found = { what, status: response.status, text: response.status === status ? "as it should" : text.slice(0, 200) };
    expect(found).toStrictEqual({ what, status, text: "as it should" });
    if (status !== 400) return;
    const members = contract.errorMembers.filter((member) => member !== "status");
    expect(Object.keys(JSON.parse(text) as object).sort()).toStrictEqual([...members].sort());
  }

  test("has the paths of the document, and of the paths of other documents none", async () => {
    const own = new Set(contract.operations.map(({ path }) => path));
    for (const end of everyPath) {
      const path = `/${version}${end}`;
      const method = end.startsWith("/generation") ? "POST" : "GET";
      const operation = {
        method, path, headers: [], mediaType: undefined, bodies: [], answer: undefined, statuses: [], lifecycle: "",
      };
      const { status } = await ask(emulator.url(), version, operation);
      const documented = method === "POST" ? 400 : 200;
      expect([path, status]).toStrictEqual([path, own.has(path) ? documented : 404]);
    }
  });

  const gets = contract.operations.filter(({ method }) => method === "GET");
  test.each(gets)("$path answers as documented", async (operation) => {
    const answer = await (await ask(emulator.url(), version, operation)).json() as object;
    const schema = contract.resolve(operation.answer ?? {});
    const [item, { properties = {}, required = [] }] = Array.isArray(answer)
      ? [answer[0] as object, contract.resolve(schema.items ?? {})]
      : [answer, schema];
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(item)));
    expect(Object.keys(item)).toEqual(expect.arrayContaining([...required]));
    expect(Array.isArray(answer)).toBe(schema.type === "array");
  });

  const generations = contract.operations.flatMap((operation) => operation.bodies.map((given) => {
    const body = flatten(contract, given);
    const fields = fieldsOf(contract, body).map((field) => corrected(field, body, contract, version));
    return { title: `${operation.path}, ${fields.length} fields`, operation, body, fields };
  }));

  describe.each(generations)("$title", ({ operation, body, fields }) => {
    const least = () => leastOf(body, pictures);
    const isTyped = operation.mediaType === "application/json" || version === "v1alpha";

    test.each(fields.map((field) => ({ ...field, name: field.place.join(".") })))("$name", async (field) => {
      const { place, schema, isRequired } = field;
      const expectAll = async (status: number, values: readonly unknown[]) => {
        for (const value of values) {
          await expectStatus(status, operation, body, withValue(least(), place, value), { place, value });
        }
      };
      const { allowed, refused } = isFile(schema) ? filesCases : casesOf(schema);
      await expectAll(200, allowed);
      // Seen: v1alpha calls a format that it does not know a fault of its own.
      const isFault = (value: unknown) => version === "v1alpha" && value === noPicture;
      await expectAll(500, refused.filter(isFault));
      await expectAll(400, refused.filter((value) => !isFault(value)));
      if (isTyped && !isFile(schema)) await expectAll(400, ofOtherType(schema));
      // A form with an empty prompt has no prompt at all, which is why another field keeps it there.
      const rest = place.at(-1) === "text" ? withValue(least(), ["text_prompts", 0, "weight"], 1) : least();
      const isNeeded = isRequired || place[0] === "mask_image";
      await expectStatus(isNeeded ? 400 : 200, operation, body, withValue(rest, place, undefined), { without: place });
    });

    test("no field of other operations, and none that nobody knows", async () => {
      const others = [...everyField].filter((name) => !(name in (body.properties ?? {})));
      expect(others).toContain("undocumented");
      for (const name of others) {
        const value = name === "text_prompts" ? [{ text: "x" }] : "1";
        await expectStatus(400, operation, body, { ...least(), [name]: value }, name);
      }
    });

    test("what the value of one field requires of others", async () => {
      for (const { fixed, schema: { required = [] } } of variantsOf(contract, body)) {
        const whole = { ...least(), ...fixed };
        await expectStatus(200, operation, body, whole, fixed);
        for (const name of required) {
          await expectStatus(400, operation, body, withValue(whole, [name], undefined), { fixed, without: name });
        }
      }
    });

    test("both types of answers, with their headers", async () => {
      const accept = operation.headers.find(({ name }) => name === "Accept")?.schema;
      expect([...accept?.enum ?? []].sort()).toStrictEqual(["application/json", "image/png"]);
      const answer = (type: string) => ask(emulator.url(), version, operation, body, least(), { Accept: type });
      const json = await answer("application/json");
      expect(Object.keys(await json.json() as object)).toStrictEqual(["artifacts"]);
      const { headers } = await answer("image/png");
      expect(Object.fromEntries(headers)).toMatchObject({ "content-type": "image/png", "finish-reason": "SUCCESS" });
      expect(headers.get("seed")).toMatch(/^\d+$/);
      expect(headers.get("content-length")).toMatch(/^\d+$/);
    });
  });
}

for (const one of contracts) {
  describe(`${one.file}, the document of ${one.version} as of ${one.day}`, () => {
    holdAgainst(one);
  });
}

const title = contracts.length === 0 ? `there are no documents in ${folder}` : "each document has all its operations";
test(title, () => {
  const counts = contracts.map(({ contract }) => contract.operations.length);
  expect(counts).toStrictEqual(contracts.length === 0 ? [] : [7, 6, 6, 6]);
});
