/** Facts about the API that carry the day on which somebody last saw them. */
import { readFileSync } from "node:fs";
import { creditsPerDrawing, prices, priceSources } from "../../components/dreamstudio/operations/prices.ts";
import { sightings } from "../docs/served.ts";

export interface Fact {
  /** Where it stands. */
  where: string;
  fact: string;
  /** As `2026-07-13`. */
  lastSeen: string;
}

/** @throws Error if it is no day of the calendar */
export function parseDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw new Error(`${JSON.stringify(text)} is no day like 2026-07-13.`);
  }
  return text;
}

/** The newest day in a text; a year alone is its first day. */
const newest = (text: string): string | undefined => text.match(/\d{4}-\d{2}-\d{2}|\b20[23]\d\b/g)
  ?.map((day) => day.length === 4 ? `${day}-01-01` : day).sort().at(-1);

function pricesWithDays(): Fact[] {
  const where = "operations/prices.ts";
  const { list, document } = priceSources;
  const inDocument = (name: string) => name.startsWith("v2alpha") || name === "image-to-video";
  const listed = Object.entries(prices).map(([name, credits]) =>
    ({ where, fact: `${name}: ${credits} credits`, lastSeen: (inDocument(name) ? document : list).readOn }));
  return [...listed, { where, fact: `a picture in v1: ${creditsPerDrawing(30)} credits`, lastSeen: document.readOn }];
}

/** What is gone stays gone: nobody has to look again. */
const isOver = (words: string) => /discontinued|retired|switched off/.test(words);

const sightingsWithDays = (): Fact[] => sightings.flatMap(([path, words]) => {
  const lastSeen = newest(words);
  const fact = `${path.source}: ${words}`;
  return lastSeen === undefined || isOver(words) ? [] : [{ where: "docs/served.ts", fact, lastSeen }];
});

/** The rows of a table, without its head and the line below it. */
const rowsOf = (table: string): string[][] => table.split("\n").slice(2)
  .map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));

/** A row about what has ended: a lifetime with two ends, or an engine with the day on which it was gone. */
const hasEnded = (head: string, cells: readonly string[]) =>
  cells.some((cell) => /\d to \d{4}-\d{2}-\d{2}$/.test(cell))
  || (head.includes("gone on") && newest(cells[2] ?? "") !== undefined);

/** @param text Markdown with tables, the facts of which have their sources beside them */
export function factsInTables(text: string, where: string): Fact[] {
  const tables = text.match(/(?:^\|.*\n?)+/gm) ?? [];
  return tables.flatMap((table) => {
    const [head = ""] = table.split("\n");
    return rowsOf(table).filter((cells) => !hasEnded(head, cells)).flatMap(([fact = "", ...sources]) => {
      const lastSeen = newest(sources.join(" "));
      return lastSeen === undefined ? [] : [{ where, fact, lastSeen }];
    });
  });
}

const fidelity = "emulator/FIDELITY.md";

export const facts = (): Fact[] => [
  ...pricesWithDays(),
  ...sightingsWithDays(),
  ...factsInTables(readFileSync(fidelity, "utf8"), fidelity),
];

/** Those last seen more than a year before a day, the oldest first. */
export function staleFacts(all: readonly Fact[], today: string): Fact[] {
  const aYearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return all.filter(({ lastSeen }) => lastSeen < aYearAgo)
    .sort((one, other) => one.lastSeen.localeCompare(other.lastSeen));
}
