/** What a prompt says of music: tempo, key, and instruments. */
import { pick, type Random } from "../drawing/pixels/random.ts";
import { timbres, type TimbreName } from "./timbres.ts";

/** The words that call an instrument, or something near it. */
const instruments: Readonly<Record<TimbreName, readonly string[]>> = {
  piano: ["piano", "keys", "keyboard", "lofi", "jazz", "ballad"],
  guitar: ["guitar", "acoustic", "folk", "country", "ukulele", "harp", "banjo"],
  strings: ["strings", "violin", "cello", "orchestra", "orchestral", "cinematic", "quartet", "ambient"],
  flute: ["flute", "whistle", "clarinet", "recorder", "wind"],
  brass: ["brass", "trumpet", "horn", "saxophone", "sax", "funk"],
  bell: ["bell", "bells", "chime", "chimes", "glockenspiel", "vibraphone", "marimba"],
  organ: ["organ", "church", "accordion", "gospel"],
  synth: ["synth", "synthwave", "electronic", "techno", "house", "trance", "edm", "8-bit", "chiptune", "disco"],
};

const drumWords = ["drum", "drums", "beat", "beats", "percussion", "techno", "house", "rock", "lofi", "funk", "disco", "edm", "hip-hop"];

const slowWords = ["slow", "calm", "ambient", "sad", "ballad", "sleep", "relaxing", "meditation", "warm"];
const fastWords = ["fast", "upbeat", "energetic", "techno", "punk", "happy", "dance", "trance"];
const darkWords = ["sad", "dark", "melancholic", "minor", "gloomy", "tense", "horror"];

export interface Heard {
  /** Beats a minute. */
  tempo: number;
  /** How many half tones the key is above C. */
  key: number;
  isMinor: boolean;
  lead: TimbreName;
  pad: TimbreName;
  hasDrums: boolean;
}

const letters: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const accidentals: Readonly<Record<string, number>> = { "#": 1, sharp: 1, b: -1, flat: -1 };

function tempoIn(prompt: string, words: ReadonlySet<string>, random: Random): number {
  const [, told] = /\b(\d{2,3}) ?bpm\b/.exec(prompt) ?? [];
  if (told !== undefined) return Math.max(30, Math.min(300, Number(told)));
  const [from, to] = slowWords.some((word) => words.has(word)) ? [60, 84]
    : fastWords.some((word) => words.has(word)) ? [124, 150] : [88, 120];
  return from + Math.floor(random() * (to - from));
}

/** As `F# minor`, `B flat major`, or anything if the prompt does not say. */
function keyIn(prompt: string, words: ReadonlySet<string>, random: Random): Pick<Heard, "key" | "isMinor"> {
  const [, letter = "", accidental = "", mode] = /\b([a-g])(#|b| sharp| flat)? (major|minor)\b/.exec(prompt) ?? [];
  const isMinor = mode === undefined ? darkWords.some((word) => words.has(word)) || random() < 0.35 : mode === "minor";
  const drawn = Math.floor(random() * 12);
  const key = mode === undefined ? drawn : ((letters[letter] ?? 0) + (accidentals[accidental.trim()] ?? 0) + 12) % 12;
  return { key, isMinor };
}

/** What a prompt asks for; what it leaves open is drawn. */
export function hear(prompt: string, random: Random): Heard {
  const text = prompt.slice(0, 10_000).toLowerCase();
  const words = new Set(text.match(/[a-z0-9-]+/g) ?? []);
  const names = Object.keys(timbres) as TimbreName[];
  const called = names.filter((name) => instruments[name].some((word) => words.has(word)));
  const [lead = pick(random, names), pad = called[0] === "strings" ? "organ" : "strings"] = called;
  return {
    tempo: tempoIn(text, words, random),
    ...keyIn(text, words, random),
    lead,
    pad,
    hasDrums: drumWords.some((word) => words.has(word)),
  };
}
