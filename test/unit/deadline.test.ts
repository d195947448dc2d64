/** How long exchanges and waits may take. */
import { expect, test } from "@jest/globals";
import { exchangeMillis, hasTime, waitsUntil } from "../../components/dreamstudio/common/wire/deadline.ts";

const now = Date.parse("2026-11-21");
const step = (secondsLeft: number) => ({ export: () => undefined, context: { deadline: now + secondsLeft * 1000 } });

test("an exchange ends a second before the step does, and never takes longer than five minutes", () => {
  expect(exchangeMillis(step(30), Infinity, now)).toBe(29_000);
  expect(exchangeMillis(step(301), Infinity, now)).toBe(300_000);
  expect(exchangeMillis(step(302), Infinity, now)).toBe(300_000);
  expect(exchangeMillis(undefined, Infinity, now)).toBe(300_000);
});

test("an exchange that is a part of something ends with it", () => {
  expect(exchangeMillis(undefined, now + 4000, now)).toBe(4000);
  expect(exchangeMillis(step(30), now + 4000, now)).toBe(4000);
  expect(exchangeMillis(step(3), now + 4000, now)).toBe(2000);
});

test("an exchange has at least a moment", () => {
  expect(exchangeMillis(step(-5), Infinity, now)).toBe(100);
  expect(exchangeMillis(undefined, now - 1, now)).toBe(100);
});

test("a step has time for what costs credits until a second before it ends", () => {
  expect(hasTime(step(1), now)).toBe(false);
  expect(hasTime(step(1.001), now)).toBe(true);
  expect(hasTime(undefined, now)).toBe(true);
});

test("a generation is waited for until a second before the step ends, and 50 seconds where its end is not known", () => {
  expect(waitsUntil(step(120), now)).toBe(now + 119_000);
  expect(waitsUntil(undefined, now)).toBe(now + 50_000);
  expect(waitsUntil({ export: () => undefined, context: {} }, now)).toBe(now + 50_000);
});
