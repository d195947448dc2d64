import { blend, type Picture, type Share } from "./picture.ts";
export const erase = (image: Picture, where: Share): Picture =>
  blend(image, { ...image, pixels: Buffer.alloc(image.pixels.length, 128) }, where);
