/** Pictures at the edges of what an operation takes: the one that just passes, and the one that just fails. */
import { describe, expect, test } from "@jest/globals";
import { ratioInWords } from "../operations/edges.ts";
import { rows } from "../operations/index.ts";
import { failAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { useGivenPictures } from "../support/given-pictures.ts";
import { steer } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
// Without money nothing is drawn: what the emulator takes is answered 402.
const { requests } = steer(emulator, { credits: 0 });
const propsOf = useGivenPictures(folder);

type Format = "png" | "jpeg" | "webp";

const drawn = new Map<string, Buffer>();

/** @param words as in an edge: `64x64 webp` */
async function pictureFile(words: string): Promise<string> {
  const [sides = "", format = "png"] = words.split(" ");
  const [width = 0, height = 0] = sides.split("x").map(Number);
  const bytes = drawn.get(words) ?? await plainPicture({ width, height, format: format as Format });
  drawn.set(words, bytes);
  return saved(folder.path(), words.replace(" ", "."), bytes);
}

const cases = rows.flatMap(({ name: action, requests: forms }) => forms.flatMap(({ path, least, pictures = [] }) =>
  pictures.flatMap(([name, edges, needs]) => edges.map((edge) => ({ action, path, name, least, needs, ...edge })))));

describe.each(cases)("$action at $path, $name:", ({ action, name, least, needs, passes, fails, reason }) => {
  const propsWith = async (words: string) =>
    ({ ...await propsOf({ ...least, ...needs }), [name]: await pictureFile(words) });

  test(`${passes} is taken, by us and by the emulator`, async () => {
    const { message } = await failAction(action, await propsWith(passes));
    expect(message).toMatch(/^Stability AI answered 402 payment_required: /);
    expect(await requests()).toHaveLength(1);
  });

  test(`${fails} is refused before anything is sent`, async () => {
    const error = await failAction(action, await propsWith(fails));
    expect(error.name).toBe("ConfigurationError");
    expect(error.message.split("\n").slice(1)).toStrictEqual([`- ${name}: ${reason}; use **Fit Image**`]);
    expect(await requests()).toStrictEqual([]);
  });
});

test("one message names all that is wrong with two pictures", async () => {
  const { message } = await failAction("style-transfer", {
    initImage: await pictureFile("63x200"), styleImage: `${folder.path()}/none.png`, styleStrength: 2,
  });
  expect(message.split("\n")).toStrictEqual([
    "style-transfer was not started and nothing was spent. 4 things need a change:",
    "- styleStrength: got 2, but must be at most 1",
    "- initImage: is 63x200, but each side must be from 64 to 16,383 pixels; use **Fit Image**",
    `- initImage: is 63x200, ${ratioInWords}; use **Fit Image**`,
    `- styleImage: there is no file "${folder.path()}/none.png"`,
  ]);
  expect(await requests()).toStrictEqual([]);
});
