/** Finds the subject of a picture: what differs from its border, in the middle, in one piece. */
import type { Picture, Share } from "../../pixels/picture.ts";
import { smoothstep, toShare } from "../../pixels/smoothstep.ts";
import { copyOf, shrink } from "./copy.ts";
import { enlarge } from "./enlarge-mask.ts";
import { find } from "./find.ts";

const { floor, hypot } = Math;

/** What stands for a subject that was not found. */
function middleOf({ width, height }: Picture): Share {
  return (pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    return smoothstep(toShare((1 - hypot((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5) / 0.42) / 0.15));
  };
}

/**
 * How much of each pixel belongs to the subject. If there is hardly anything or nearly all that differs from the
 * border, it is a soft ellipse in the middle.
 */
export async function subjectOf(image: Picture): Promise<Share> {
  const small = await shrink(image);
  const mask = find(copyOf(small));
  return mask === undefined ? middleOf(image) : enlarge(mask, small, image);
}
