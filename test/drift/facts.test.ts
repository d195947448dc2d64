/** The facts that `npm run drift` lists when nobody has seen them for a year. */
import { expect, test } from "@jest/globals";
import { facts, factsInTables, parseDay, staleFacts } from "../../scripts/drift/facts.ts";

const fact = (lastSeen: string) => ({ where: "here", fact: "x", lastSeen });

test.each([
  ["a day less than a year ago", "2026-03-02", "2027-03-01", 0],
  ["to the day a year ago", "2026-03-01", "2027-03-01", 0],
  ["a day more", "2026-02-28", "2027-03-01", 1],
  ["in a year that begins a day later", "2027-02-28", "2028-02-29", 1],
])("a fact that was seen %s", (_, lastSeen, today, stale) => {
  expect(staleFacts([fact(lastSeen)], today)).toHaveLength(stale);
});

test("the oldest come first", () => {
  const days = ["2024-05-01", "2023-05-01", "2026-05-01"];
  expect(staleFacts(days.map(fact), "2026-06-01").map(({ lastSeen }) => lastSeen)).toStrictEqual(["2023-05-01", "2024-05-01"]);
});

test("a row of a table has the newest day of its sources; what has ended has none", () => {
  const text = [
    "| fact | how sure |", "| --- | --- |",
    "| a 401 in 2024-01-01 \\| a 402 | documented 2023-01-01; seen 2025-02-03 |",
    "| a guess of 2000 pixels | guessed |",
    "| a year | documented 2025-02-26; in the document of 2026; 2048 pixels |",
    "| a route | 2023-03-26 to 2025-01-01 |",
    "", "Words of 2020-01-01.", "",
    "| engine | from | gone on | source |", "| --- | --- | --- | --- |",
    "| old | 2023-01-01 | 2024-10-11 | notice |",
    "| new | 2023-08-25 | – | documented 2023-08-25; used 2026-06-02 |",
  ].join("\n");
  expect(factsInTables(text, "here")).toStrictEqual([
    { where: "here", fact: "a 401 in 2024-01-01 \\| a 402", lastSeen: "2025-02-03" },
    { where: "here", fact: "a year", lastSeen: "2026-01-01" },
    { where: "here", fact: "new", lastSeen: "2026-06-02" },
  ]);
});

test("all three places have facts with days: prices, sightings, and what the emulator reproduces", () => {
  const all = facts();
  for (const { lastSeen } of all) expect(parseDay(lastSeen)).toBe(lastSeen);
  expect(new Set(all.map(({ where }) => where)))
    .toStrictEqual(new Set(["operations/prices.ts", "docs/served.ts", "emulator/FIDELITY.md"]));
  expect(staleFacts(all, "2023-01-01")).toStrictEqual([]);
  expect(staleFacts(all, "2100-01-01")).toHaveLength(all.length);
  expect(staleFacts(all, "2026-11-25")).toContainEqual(
    { where: "operations/prices.ts", fact: "a picture in v1: 0.9 credits", lastSeen: "2025-02-26" });
});

test.each(["2026-13-01", "2026-02-30", "yesterday", "", "26-01-01"])("%j is no day", (text) => {
  expect(() => parseDay(text)).toThrow("is no day like");
});
