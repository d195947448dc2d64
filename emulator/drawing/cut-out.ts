import type { Picture } from "./picture.ts";
export function cutOut(image: Picture): Picture {
  const pixels = Buffer.from(image.pixels);
  for (let pixel = 0; pixel < pixels.length / 4; pixel += 1) {
    if (pixel % image.width < image.width / 2) pixels[pixel * 4 + 3] = 0;
  }
  return { ...image, pixels };
}
