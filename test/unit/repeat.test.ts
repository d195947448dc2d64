/** One request for each picture, each with a seed of its own. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { requestsOf } from "../../components/dreamstudio/common/wire/repeat.ts";

const largest = 4_294_967_294;
const seed = fc.oneof(fc.integer({ min: 0, max: largest }), fc.integer({ min: largest - 12, max: largest }));

test("seeds are in a row, all different, from 1 to the largest, and everything else stays", () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 10 }), fc.option(seed, { nil: undefined }), (count, first) => {
    const requests = requestsOf({ prompt: "x", count, ...first !== undefined && { seed: first } });
    const seeds = requests.map((request) => Number(request.seed));
    expect(requests).toStrictEqual(seeds.map((one) => ({ prompt: "x", count: 1, seed: one })));
    expect(new Set(seeds).size).toBe(count);
    expect(seeds.every((one) => Number.isInteger(one) && one >= 1 && one <= largest)).toBe(true);
    if (first !== undefined && first > 0) expect(seeds[0]).toBe(first);
    for (const [index, one] of seeds.slice(1).entries()) {
      expect(one).toBe(seeds[index] === largest ? 1 : Number(seeds[index]) + 1);
    }
  }));
});

test.each([
  {}, { seed: 0 }, { seed: 7 }, { count: 1 }, { count: 1, seed: 0 }, { samples: 3 },
])("%j is one request as it is", (values) => {
  expect(requestsOf(values)).toStrictEqual([values]);
});

test("an open seed is drawn anew each time", () => {
  const drawn = () => requestsOf<{ count: number; seed?: number }>({ count: 2, seed: 0 })[0]?.seed;
  expect(new Set(Array.from({ length: 8 }, drawn)).size).toBeGreaterThan(1);
});
