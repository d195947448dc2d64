/** What the journal says of a body: sizes and short texts, however large it is. */
import { Form, type Part } from "./form.ts";

/** A longer text is cut, and its length noted. */
const longestText = 2000;
const beginning = 200;

/** What one entry keeps of texts; of those behind, only the beginning. */
const mostCharacters = 20_000;

const deepest = 6;
const mostMembers = 100;

/** Notes values until the entry has enough. */
class Notes {
  #left = mostCharacters;

  text(text: string): unknown {
    const kept = text.length > longestText || text.length > this.#left ? text.slice(0, beginning) : text;
    this.#left -= kept.length;
    return kept.length === text.length ? text : { begins: kept, characters: text.length };
  }

  part({ filename, contentType, bytes }: Part): unknown {
    // A text has neither a filename nor a type of its own.
    const isText = filename === undefined && contentType === "text/plain";
    const text = isText && bytes.length <= mostCharacters ? bytes.toString("utf8") : undefined;
    if (text !== undefined && bytes.equals(Buffer.from(text))) return this.text(text);
    return { filename: filename ?? null, contentType, bytes: bytes.length };
  }

  json(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth === deepest) return Array.isArray(value) ? [] : {};
    if (Array.isArray(value)) return value.slice(0, mostMembers).map((item) => this.json(item, depth + 1));
    return Object.fromEntries(Object.entries(value).slice(0, mostMembers)
      .map(([name, member]) => [name.slice(0, beginning), this.json(member, depth + 1)]));
  }
}

/** The members of a JSON object, or the parts of a form; a file is `{filename, contentType, bytes}`. */
export function journalFields(body: unknown): Record<string, unknown> {
  const notes = new Notes();
  if (body instanceof Form) {
    return Object.fromEntries(body.parts.map((part) => [part.name.slice(0, beginning), notes.part(part)]));
  }
  return typeof body === "object" && body !== null ? { ...notes.json(body) as object } : {};
}
