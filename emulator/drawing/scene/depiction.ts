/** What the words of a prompt ask for, as far as the vocabulary knows them. */
import { namedColors, type Color } from "../pixels/colors.ts";
import type { Scene } from "./scene.ts";
import { beings } from "./vocabulary/beings.ts";
import { buildings } from "./vocabulary/buildings.ts";
import { places, type Place } from "./vocabulary/places.ts";
import { times, weathers, type Palette, type Weather } from "./vocabulary/skies.ts";
import type { Thing } from "./vocabulary/thing.ts";

const { max, min } = Math;

export interface Wanted {
  thing: Thing;
  count: number;
  color?: Color | undefined;
}

export interface Depiction {
  /** The first time of day that is named. */
  palette?: Palette | undefined;
  weather: Weather;
  place: Place;
  things: readonly Wanted[];
  /** A color that belongs to no thing. */
  color?: Color | undefined;
}

const things: readonly Thing[] = [...buildings, ...beings];
const thingsByWord = new Map(things.flatMap((thing) => thing.words.map((word) => [word, thing] as const)));
const thingsByPlural = new Map(things.flatMap((thing) => [
  ...thing.words.map((word) => [`${word}s`, thing] as const),
  ...(thing.plurals ?? []).map((word) => [word, thing] as const),
]));

const numbers: Readonly<Record<string, number>> = {
  two: 2, pair: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, several: 4, many: 7, some: 3,
};
const usualPlural = 3;
const mostOfAThing = 9;
const mostThings = 8;

/** Only so much of a prompt is read. */
const mostCharacters = 10_000;

const isThing = (word: string) => thingsByWord.has(word) || thingsByPlural.has(word);

/** The words of a text; two that name a thing together are one, as in "palm tree". */
function wordsOf(text: string): string[] {
  const words = text.slice(0, mostCharacters).toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ""}`);
  return words.flatMap((word, index) => {
    if (isThing(pairs[index] ?? "")) return [pairs[index] ?? ""];
    return isThing(pairs[index - 1] ?? "") ? [] : [word];
  });
}

const find = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Also by the plural in -s. */
const findAny = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  find(table, word) ?? (word.endsWith("s") ? find(table, word.slice(0, -1)) : undefined);

/** Collects what the words ask for, in their order; a color and a number belong to the next thing. */
class Reader {
  readonly things: Wanted[] = [];
  palette: Palette | undefined;
  weather: Weather = {};
  place: Place = {};
  private color: Color | undefined;
  private number: number | undefined;
  private looseColor: Color | undefined;

  read(word: string): void {
    const color = find(namedColors, word);
    const number = find(numbers, word) ?? (/^[1-9]$/.test(word) ? Number(word) : undefined);
    const thing = thingsByWord.get(word) ?? thingsByPlural.get(word);
    this.palette ??= find(times, word);
    this.weather = { ...this.weather, ...findAny(weathers, word) };
    this.readPlace(findAny(places, word) ?? {});
    if (color !== undefined) this.color = this.looseColor = color;
    if (number !== undefined) this.number = number;
    if (thing !== undefined) this.readThing(thing, thingsByWord.get(word) === undefined);
  }

  /** A cliff is over the sea unless other ground is named, before it or after it. */
  private readPlace(place: Place): void {
    this.place = { ...this.place, ...place };
  }

  private readThing(thing: Thing, isPlural: boolean): void {
    const { count: usual = 1 } = thing;
    const count = this.number ?? (isPlural ? max(usualPlural, usual) : usual);
    const known = this.things.find((wanted) => wanted.thing === thing);
    if (known === undefined) this.things.push({ thing, count, color: this.color });
    if (this.color !== undefined) this.looseColor = undefined;
    this.color = this.number = undefined;
  }

  depiction(): Depiction {
    const { palette, weather, place, looseColor: color } = this;
    const wanted = this.things.slice(0, mostThings)
      .map((wanted) => ({ ...wanted, count: min(mostOfAThing, wanted.count) }));
    return { palette, weather, place, things: wanted, color };
  }
}

/** A word and what it means, as one text for those that mean the same. */
const meaningOf = (word: string): unknown => thingsByWord.get(word) ?? thingsByPlural.get(word) ?? find(times, word)
  ?? findAny(places, word) ?? findAny(weathers, word) ?? find(namedColors, word) ?? word;

/** Prompts of a weight below 0 take away what they name, by whatever word. */
export function depictionOf({ prompts }: Pick<Scene, "prompts">): Depiction {
  const unwanted = new Set(prompts.filter(({ weight = 1 }) => weight < 0)
    .flatMap(({ text }) => wordsOf(text)).map(meaningOf));
  const reader = new Reader();
  for (const { text, weight = 1 } of prompts) {
    if (weight < 0) continue;
    for (const word of wordsOf(text)) if (!unwanted.has(meaningOf(word))) reader.read(word);
  }
  return reader.depiction();
}
