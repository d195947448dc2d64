/** How much time an attempt needs, by what is known and what is seen. */
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { Pace } from "../../components/dreamstudio/common/wire/pace.ts";

let now = 1_800_000_000_000;
beforeEach(() => {
  jest.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const lasting = (millis: number) => () => {
  now += millis;
  return Promise.resolve("done");
};

test("is what is known at least, and a quarter more than the slowest attempt that was seen", async () => {
  const pace = new Pace(4_000);
  expect(pace.neededMillis).toBe(4_000);
  expect(await pace.watch(lasting(3_200))).toBe("done");
  expect(pace.neededMillis).toBe(4_000);
  await pace.watch(lasting(8_000));
  await pace.watch(lasting(100));
  expect(pace.neededMillis).toBe(10_000);
});

test("grows while an attempt is on its way", async () => {
  const pace = new Pace(4_000);
  let finish: (value: string) => void = () => undefined;
  const running = pace.watch(() => new Promise<string>((resolve) => (finish = resolve)));
  now += 20_000;
  expect(pace.neededMillis).toBe(25_000);
  finish("done");
  await running;
  expect(pace.neededMillis).toBe(25_000);
});

test("learns from what fails too", async () => {
  const pace = new Pace(0);
  await expect(pace.watch(() => {
    now += 2_000;
    return Promise.reject(new Error("lost"));
  })).rejects.toThrow("lost");
  expect(pace.neededMillis).toBe(2_500);
});
