/** `Retry-After` in the forms of RFC 9110, and in others. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseRetryAfter } from "../../components/dreamstudio/common/retry-after.ts";

const now = Date.parse("2026-11-25T09:00:00Z");

test.each([
  ["0", 0],
  ["120", 120_000],
  ["0007", 7_000],
  ["Wed, 25 Nov 2026 09:01:30 GMT", 90_000],
  ["Wednesday, 25-Nov-26 09:01:30 GMT", 90_000],
  ["Wed Nov 25 09:01:30 2026", 90_000],
  ["Tue Dec  1 09:00:00 2026", 6 * 86_400_000],
  ["Wed, 25 Nov 2026 08:59:59 GMT", 0],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ["Sun Nov  6 08:49:37 1994", 0],
  ["Wed, 25 Nov 2026 09:00:60 GMT", 59_000],
])("%j is a wait of %d ms", (header, millis) => {
  expect(parseRetryAfter(header, now)).toBe(millis);
});

test.each([
  undefined, "", " ", " 30", "-1", "+5", "1.5", "1e3", "0x10", "Infinity", "NaN", "60s", "60, 60", "soon",
  "2026-11-25T09:01:30Z", "25 Nov 2026 09:01:30 GMT", "Wed, 25 Nov 2026 09:01:30", "Wed, 25 Nov 2026 09:01:30 UTC",
  "Wed, 25 Nov 2026 09:01:30 +0000", "wed, 25 nov 2026 09:01:30 gmt", "Wed, 5 Nov 2026 09:01:30 GMT",
  "Wed, 31 Jun 2026 09:01:30 GMT", "Wed, 25 Nov 2026 24:00:00 GMT", "Wed, 25 Nov 2026 09:60:00 GMT",
  "Wed, 25 Nov 2026 09:00:61 GMT", "Wed, 25-Nov-26 09:01:30 GMT", "Wednesday, 25 Nov 2026 09:01:30 GMT",
  "Wed Nov 5 09:01:30 2026", "Wed Nov 25 09:01:30 2026 GMT",
])("%j is as if it were absent", (header) => {
  expect(parseRetryAfter(header, now)).toBeUndefined();
});

describe("a year of two digits", () => {
  test.each([
    ["76", true],
    ["77", false],
    ["99", false],
    ["27", true],
  ])("%s lies ahead: %p", (year, isAhead) => {
    expect(Number(parseRetryAfter(`Friday, 01-Jan-${year} 00:00:00 GMT`, now)) > 0).toBe(isAhead);
  });
});

test("every moment is read from each of its three forms", () => {
  const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  fc.assert(fc.property(fc.integer({ min: 0, max: 49 * 365 * 86_400 }), (seconds) => {
    const date = new Date(now + seconds * 1000);
    const imf = date.toUTCString();
    const [, day = "", month = "", year = "", time = ""] = imf.split(" ");
    const rfc850 = `${days[date.getUTCDay()] ?? ""}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
    const asctime = `${imf.slice(0, 3)} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`;
    for (const form of [imf, rfc850, asctime]) expect(parseRetryAfter(form, now)).toBe(seconds * 1000);
  }));
});

test("no text takes long", () => {
  const began = performance.now();
  for (const text of ["9".repeat(100_000), `Wed${", ".repeat(50_000)}`, " ".repeat(100_000) + "x"]) parseRetryAfter(text, now);
  expect(performance.now() - began).toBeLessThan(200);
});
