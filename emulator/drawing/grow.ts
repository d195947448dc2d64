import type { Share } from "./picture.ts";
export function grow(share: Share, width: number, height: number, pixels: number): Share {
  return (pixel) => {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    let most = 0;
    for (let dy = -pixels; dy <= pixels; dy += 1) {
      for (let dx = -pixels; dx <= pixels; dx += 1) {
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        most = Math.max(most, share((y + dy) * width + x + dx));
      }
    }
    return most;
  };
}
