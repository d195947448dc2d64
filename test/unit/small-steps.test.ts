import { expect, test } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readInSteps, writeStep } from "../../components/dreamstudio/common/files/small-steps.ts";
import { openFilesBelow, saved, untilClosed } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";

const folder = usePicturesFolder();

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])("%d bytes come out as they went in", async (length) => {
  const bytes = randomBytes(length);
  const path = join(folder.path(), "written");
  const file = await open(path, "wx");
  for (let at = 0; at < length; at += 30_000) await writeStep(file, bytes.subarray(at, at + 30_000));
  await file.close();
  expect(await readFile(path)).toStrictEqual(bytes);

  const chunks: Buffer[] = [];
  for await (const chunk of readInSteps(path)) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks)).toStrictEqual(bytes);
});

test("a file that is not read to its end is closed when its stream is destroyed", async () => {
  const stream = readInSteps(await saved(folder.path(), "large", randomBytes(1_000_000)));
  for await (const chunk of stream) {
    expect((chunk as Buffer).length).toBeGreaterThan(0);
    expect(await openFilesBelow(folder.path())).toHaveLength(1);
    break;
  }
  stream.destroy();
  await untilClosed(folder.path());
  expect(await openFilesBelow(folder.path())).toStrictEqual([]);
});
