const { max, min } = Math;

/** The mean of what lies within a distance along a line of the values; the edge goes on beyond the ends. */
function softenLine(values: Float32Array, start: number, step: number, count: number, distance: number): void {
  const from = Float32Array.from({ length: count }, (_, at) => values[start + at * step] ?? 0);
  const at = (place: number) => from[max(0, min(count - 1, place))] ?? 0;
  let sum = 0;
  for (let place = -distance; place <= distance; place += 1) sum += at(place);
  for (let place = 0; place < count; place += 1) {
    values[start + place * step] = sum / (2 * distance + 1);
    sum += at(place + distance + 1) - at(place - distance);
  }
}

/** Gives each value the mean of a square around it, in place. */
export function soften(values: Float32Array, width: number, height: number, distance: number): void {
  for (let y = 0; y < height; y += 1) softenLine(values, y * width, 1, width, distance);
  for (let x = 0; x < width; x += 1) softenLine(values, x, width, height, distance);
}
