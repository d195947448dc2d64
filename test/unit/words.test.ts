/** Numbers as a person reads them. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { counted, inWords } from "../../components/dreamstudio/operations/words.ts";
import { inputsToTry } from "../support/depth.ts";

const whole = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });

test("a whole number, or one with thousandths, reads as ICU writes it", () => {
  fc.assert(fc.property(whole, fc.integer({ min: 0, max: 999 }), (number, thousandths) => {
    expect(inWords(number)).toBe(number.toLocaleString("en-US"));
    const broken = Number(`${number % 1_000_000}.${String(thousandths).padStart(3, "0")}`);
    expect(inWords(broken)).toBe((broken + 0).toLocaleString("en-US"));
  }), { numRuns: inputsToTry(1000) });
});

test.each([
  [0.1 + 0.2, "0.3"], [24.099999999999998, "24.1"], [1 - 1e-9, "0.999999999"], [0.0001, "0.0001"], [-0, "0"],
  [1e-9, "1e-9"], [1e30, "1e+30"], [-1234.5, "-1,234.5"], [NaN, "NaN"], [Infinity, "Infinity"],
])("%d reads %s", (number, words) => {
  expect(inWords(number)).toBe(words);
});

test("one is singular, and everything else plural", () => {
  expect([0, 0.9, 1, 1000].map((count) => counted(count, "credit")))
    .toStrictEqual(["0 credits", "0.9 credits", "1 credit", "1,000 credits"]);
});
