/** The files that rows of operations name: as files that a user gives, and as what is sent of them. */
import { beforeAll, expect } from "@jest/globals";
import type { Props, RequestRow } from "../operations/row.ts";
import { plainPicture, saved } from "./files.ts";
import { plainWav } from "./sounds.ts";

/** What the journal of the emulator says of a file; its name follows from its bytes. */
const sentAs = (filename: string, contentType = "image/png") =>
  ({ filename, contentType, bytes: expect.any(Number) as unknown });

/** A plain picture. */
const picture = (options: Parameters<typeof plainPicture>[0]) => () => plainPicture(options);

const kinds = {
  "@opaque": { make: picture({}), sent: sentAs("opaque.png") },
  "@clear": { make: picture({ alpha: 0.5 }), sent: sentAs("clear.png") },
  "@wide": { make: picture({ width: 96, height: 64, format: "webp" }), sent: sentAs("wide.webp", "image/webp") },
  "@still": { make: picture({ width: 768, height: 768, format: "jpeg" }), sent: sentAs("still.jpg", "image/jpeg") },
  "@portrait": { make: picture({ width: 128, height: 192, alpha: 0.5 }), sent: sentAs("portrait.png") },
  "@song": { make: () => Promise.resolve(plainWav({ seconds: 6 })), sent: sentAs("song.wav", "audio/wav") },
} as const;

export const isFileName = (value: unknown): value is keyof typeof kinds =>
  typeof value === "string" && Object.hasOwn(kinds, value);

const forClient = new Set(["apiVersion", "count", "waitForResult"]);

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Fields as the journal has them, from fields that have the names of pictures. */
export const asJournaled = (fields: Props): Props => Object.fromEntries(Object.entries(fields).map(([name, value]) =>
  [name, isFileName(value) ? kinds[value].sent : value]));

const fieldsOf = (props: Props): Props => Object.fromEntries(Object.entries(props)
  .filter(([name]) => !forClient.has(name))
  .map(([name, value]) => [snakeCase(name), String(value)]));

/** The fields that follow from `least`, with the names of pictures. */
export const leastFields = ({ least, sent, alsoSent }: RequestRow): Props =>
  sent ?? { ...alsoSent, ...fieldsOf(least) };

/** The fields that follow from `least` and `more`, with the names of pictures. */
export const allFields = ({ least, more = {}, allSent, alsoSent }: RequestRow): Props =>
  allSent ?? { ...alsoSent, ...fieldsOf({ ...least, ...more }) };

/** Makes props with paths from those of a row, with names of pictures; `@none` is a file that is missing. */
export function useGivenPictures(folder: { path(): string }): (props: Props) => Promise<Record<string, unknown>> {
  const bytes = new Map<string, Buffer>();
  beforeAll(async () => {
    for (const [name, { make }] of Object.entries(kinds)) bytes.set(name, await make());
  });
  return async (props) => Object.fromEntries(await Promise.all(Object.entries(props).map(async ([name, value]) => {
    if (typeof value !== "string" || !value.startsWith("@")) return [name, value] as const;
    const picture = bytes.get(value);
    if (picture === undefined) return [name, `${folder.path()}/${value.slice(1)}.png`] as const;
    // Its ending says nothing: what it is called in the request follows from its bytes.
    return [name, await saved(folder.path(), `${value.slice(1)}.bin`, picture)] as const;
  })));
}
