/** Rules and notes that operations of v2beta and v2alpha share. */
import type { Rule } from "../operation.ts";
import type { Picture } from "../parameter.ts";
import { problemOfTurned } from "../parameters/turned.ts";

/** How all operations are called that answer with a picture: it then has the type that the user chose. */
export const makesPicture = { method: "POST", encoding: "form", accept: () => "image/*", saves: true } as const;

/** How both are called that answer with a 3D model; they know no `Accept`, and no JSON. */
export const makesModel = { method: "POST", encoding: "form", accept: () => "*/*", saves: true } as const;

/** How all are called that answer with an id, and make the picture later. */
export const startsPicture = {
  method: "POST",
  encoding: "form",
  accept: () => "application/json",
  startsA: "picture",
  saves: true,
} as const;

interface MaskValues {
  image: Picture;
  mask: Picture;
}

/** A mask is another picture, or the alpha channel of the image. */
export const maskIsGiven: Rule<MaskValues> = {
  concerns: ["mask", "image"],
  problem: ({ image, mask }) => image === undefined || image.hasAlpha || mask !== undefined
    ? undefined
    : "a mask is needed, since nothing in the image can be transparent; give a mask, or an image with an alpha channel",
};

export const maskFitsAsStored: Rule<MaskValues> = {
  concerns: ["mask"],
  problem: ({ image, mask }) => image === undefined || mask === undefined ? undefined : problemOfTurned(image, mask),
};

/** The documents: a mask of another size than the image is resized. */
export function noteOfMask({ image, mask }: { image: Picture; mask?: Picture }): string[] {
  if (mask === undefined || (mask.width === image.width && mask.height === image.height)) return [];
  return [`The mask is ${mask.width}x${mask.height} and the image ${image.width}x${image.height}: `
    + "the API resizes the mask to the size of the image."];
}

interface InitialImageValues {
  image: Picture;
  strength: number;
}

export const strengthGoesWithImage: Rule<InitialImageValues> = {
  concerns: ["strength", "image"],
  problem({ image, strength }) {
    if (image !== undefined && strength === undefined) return "an image needs a strength; give one, for example 0.5";
    return image === undefined && strength !== undefined
      ? "a strength says how far the result may go from an image; give one, or leave the strength out"
      : undefined;
  },
};

/**
 * Only api.stability.ai has switched operations off: another host may still have them.
 * @param what it is, as a sentence begins with it
 * @param on the day of its end, as Stability AI announced it
 */
export const isNotDiscontinued = (what: string, on: string): Rule<object> => ({
  concerns: [],
  problem: (_values, { isOfficialHost }) => isOfficialHost
    ? `${what} was discontinued by Stability AI on ${on}, and nothing took its place; it works only with a gateway, a `
    + "server of your own or the emulator"
    : undefined,
});
