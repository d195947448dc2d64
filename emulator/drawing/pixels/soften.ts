const { max, min } = Math;

/** The mean of what lies within a distance to the left and right; the edge goes on beyond the ends. */
function softenRows(values: Float32Array, width: number, height: number, distance: number): void {
  const line = new Float32Array(width);
  for (let start = 0; start < width * height; start += width) {
    for (let x = 0; x < width; x += 1) line[x] = values[start + x] ?? 0;
    let sum = 0;
    for (let x = -distance; x <= distance; x += 1) sum += line[max(0, min(width - 1, x))] ?? 0;
    for (let x = 0; x < width; x += 1) {
      values[start + x] = sum / (2 * distance + 1);
      sum += (line[min(width - 1, x + distance + 1)] ?? 0) - (line[max(0, x - distance)] ?? 0);
    }
  }
}

/** The same above and below, for all columns at once: memory is read in its order. */
function softenColumns(values: Float32Array, width: number, height: number, distance: number): void {
  const before = values.slice();
  const sums = new Float64Array(width);
  for (let y = -distance; y <= distance; y += 1) {
    const row = max(0, min(height - 1, y)) * width;
    for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + (before[row + x] ?? 0);
  }
  for (let y = 0; y < height; y += 1) {
    const next = min(height - 1, y + distance + 1) * width;
    const last = max(0, y - distance) * width;
    for (let x = 0; x < width; x += 1) {
      const sum = sums[x] ?? 0;
      values[y * width + x] = sum / (2 * distance + 1);
      sums[x] = sum + (before[next + x] ?? 0) - (before[last + x] ?? 0);
    }
  }
}

/** Gives each value the mean of a square around it, in place. */
export function soften(values: Float32Array, width: number, height: number, distance: number): void {
  softenRows(values, width, height, distance);
  softenColumns(values, width, height, distance);
}
