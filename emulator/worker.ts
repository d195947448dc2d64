/** Runs in a thread of the studio: draws what an operation asks, down to the bytes of the file. */
import sharp from "sharp";
import { drawers } from "./families.ts";
import { finish, thumbnailOf } from "./drawing/pixels/finish.ts";
import { openFiles } from "./opened.ts";
import type { Drawn, DrawingTask } from "./state/studio.ts";

export { isWhole } from "./drawing/pixels/picture-file.ts";

// There is a thread for each core already.
sharp.concurrency(1);

async function drawUnsigned({ operation, input, seed, finish: options }: DrawingTask): Promise<Drawn> {
  const drawer = drawers.get(operation);
  if (drawer === undefined) throw new Error(`nothing draws ${operation}`);
  const drawing = await drawer(await openFiles(input), seed);
  if ("bytes" in drawing) return drawing;
  return {
    contentType: `image/${options.format ?? "png"}`,
    bytes: await finish(drawing, options),
    // Of what is blurred, nothing is kept that shows more.
    ...!options.isBlurred && { thumbnail: await thumbnailOf(drawing) },
  };
}

export async function draw(task: DrawingTask): Promise<Drawn> {
  const drawn = await drawUnsigned(task);
  if (task.signer === undefined) return drawn;
  const { sign } = await import("./credentials/sign.ts");
  return { ...drawn, bytes: await sign(drawn, task.signer) };
}
