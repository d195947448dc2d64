/** How long the exchanges of an action may take, and how long it waits for a generation. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { connect } from "../../components/dreamstudio/common/wire/connection.ts";

const now = Date.parse("2026-11-21");
const step = (context: object) => ({ export: () => undefined, context });
const left = (seconds: number) => step({ deadline: now + seconds * 1000 });

const hostBefore = process.env["STABILITY_API_HOST"];
beforeEach(() => {
  process.env["STABILITY_API_HOST"] = "http://127.0.0.1:1";
});
afterEach(() => {
  if (hostBefore === undefined) delete process.env["STABILITY_API_HOST"];
  else process.env["STABILITY_API_HOST"] = hostBefore;
});

/** In milliseconds from now: when the exchanges end, and the waiting. */
function timesOf(given: Parameters<typeof connect>[0]["step"]) {
  const { endsAt, waitsUntil } = connect({ step: given, key: "sk-emulator-1", sleep: () => Promise.resolve() }, now);
  return [endsAt - now, waitsUntil - now];
}

test("exchanges and waits end a second before the step does, and never take longer than five minutes", () => {
  expect(timesOf(left(30))).toStrictEqual([29_000, 29_000]);
  expect(timesOf(left(301))).toStrictEqual([300_000, 300_000]);
  expect(timesOf(left(302))).toStrictEqual([300_000, 300_000]);
  expect(timesOf(left(-5))).toStrictEqual([-6_000, -6_000]);
});

test("where the end of the step is not known, exchanges have five minutes, and a wait 50 seconds", () => {
  expect(timesOf(undefined)).toStrictEqual([300_000, 50_000]);
  expect(timesOf(step({}))).toStrictEqual([300_000, 50_000]);
});
