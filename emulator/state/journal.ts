/** What the emulator was asked, for tests to look at. Keys are never kept. */

/** As Node gives them; whoever uses the package needs no types of Node for it. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Older requests are forgotten. */
const maxEntries = 1000;

export interface JournalEntry {
  method: string;
  path: string;
  /** What was answered; `null` while it was not, or if the connection was reset before anything was. */
  status: number | null;
  headers: Headers;
  contentType: string | null;
  /** The members of a JSON object, or the parts of a form; a file is `{filename, contentType, bytes}`. */
  fields: Record<string, unknown>;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  /** How long the answer took; `null` while there is none. */
  millis: number | null;
  /** What it cost. */
  credits: number;
  /** What was made, for example `image/png`. */
  made: string | null;
  /** The day from which a path or an engine is no more, where that is why it was not found. */
  retiredOn: string | null;
}

/** Also a key in a prompt, in the address or in a header of another name. */
const redactText = (text: string) => text.replace(/\bsk-[\w-]+/g, "[redacted]");

const redact = <T>(value: T): T => JSON.parse(redactText(JSON.stringify(value))) as T;

function redactHeaders({ authorization, ...headers }: Headers): Headers {
  if (authorization === undefined) return redact(headers);
  return { ...redact(headers), authorization: String(authorization).startsWith("Bearer ") ? "Bearer [redacted]" : "[redacted]" };
}

/** So many pictures are shown. */
const mostThumbnails = 24;

export class Journal {
  readonly #thumbnails = new Map<JournalEntry, Uint8Array>();
  readonly #entries: JournalEntry[] = [];

  /** Begins an entry when a request arrives. */
  begin(method: string, path: string, headers: Headers): JournalEntry {
    const entry: JournalEntry = {
      method,
      path: redactText(path),
      status: null,
      headers: redactHeaders(headers),
      contentType: headers["content-type"]?.toString() ?? null,
      fields: {},
      at: Date.now(),
      millis: null,
      credits: 0,
      made: null,
      retiredOn: null,
    };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries.shift();
    return entry;
  }

  /** Adds what was sent, once it is read. */
  addBody(entry: JournalEntry, fields: Record<string, unknown>): void {
    entry.fields = redact(fields);
  }

  /** A small JPEG of what was made. */
  addThumbnail(entry: JournalEntry, thumbnail: Uint8Array): void {
    this.#thumbnails.set(entry, thumbnail);
    const [oldest] = this.#thumbnails.keys();
    if (this.#thumbnails.size > mostThumbnails && oldest !== undefined) this.#thumbnails.delete(oldest);
  }

  thumbnailOf(entry: JournalEntry): Uint8Array | undefined {
    return this.#thumbnails.get(entry);
  }

  list(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#thumbnails.clear();
  }
}
