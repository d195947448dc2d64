/** What the emulator was asked, for tests to look at. Keys are never kept. */
import type { IncomingHttpHeaders } from "node:http";

/** Older requests are forgotten. */
const maxEntries = 1000;

export interface JournalEntry {
  method: string;
  path: string;
  /** What was answered; `null` while it was not, or if the connection was reset before anything was. */
  status: number | null;
  headers: IncomingHttpHeaders;
  contentType: string | null;
  /** The members of a JSON object, or the parts of a form; a file is `{filename, contentType, bytes}`. */
  fields: Record<string, unknown>;
}

/** Also a key in a prompt, in the address or in a header of another name. */
const redactText = (text: string) => text.replace(/\bsk-[\w-]+/g, "[redacted]");

const redact = <T>(value: T): T => JSON.parse(redactText(JSON.stringify(value))) as T;

function redactHeaders({ authorization, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  if (authorization === undefined) return redact(headers);
  return { ...redact(headers), authorization: authorization.startsWith("Bearer ") ? "Bearer [redacted]" : "[redacted]" };
}

export class Journal {
  readonly #entries: JournalEntry[] = [];

  /** Begins an entry when a request arrives. */
  begin(method: string, path: string, headers: IncomingHttpHeaders): JournalEntry {
    const entry: JournalEntry = {
      method,
      path: redactText(path),
      status: null,
      headers: redactHeaders(headers),
      contentType: headers["content-type"] ?? null,
      fields: {},
    };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries.shift();
    return entry;
  }

  /** Adds what was sent, once it is read. */
  addBody(entry: JournalEntry, fields: Record<string, unknown>): void {
    entry.fields = redact(fields);
  }

  list(): readonly JournalEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
