const { max, min, sqrt } = Math;

/** How steep the values are at each pixel, after Sobel: a step from 0 to 1 has a slope of 4. */
export function slopeOf(values: Float32Array, width: number, height: number): Float32Array {
  const slopes = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    const [above, row, below] = [max(0, y - 1) * width, y * width, min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [max(0, x - 1), min(width - 1, x + 1)];
      const leftAbove = values[above + left] ?? 0;
      const rightAbove = values[above + right] ?? 0;
      const leftBelow = values[below + left] ?? 0;
      const rightBelow = values[below + right] ?? 0;
      const across = rightAbove - leftAbove + rightBelow - leftBelow
        + 2 * ((values[row + right] ?? 0) - (values[row + left] ?? 0));
      const down = leftBelow - leftAbove + rightBelow - rightAbove
        + 2 * ((values[below + x] ?? 0) - (values[above + x] ?? 0));
      slopes[row + x] = sqrt(across * across + down * down);
    }
  }
  return slopes;
}
