/** What the journal says of a body. */
import { Form } from "./form.ts";

/** A text has neither a filename nor a type of its own. */
const readsAsText = (filename: string | undefined, contentType: string, bytes: Buffer) =>
  filename === undefined && contentType === "text/plain" && bytes.equals(Buffer.from(bytes.toString("utf8")));

/** The members of a JSON object, or the parts of a form; a file is `{filename, contentType, bytes}`. */
export function journalFields(body: unknown): Record<string, unknown> {
  if (body instanceof Form) {
    return Object.fromEntries(body.parts.map(({ name, filename, contentType, bytes }) => [
      name,
      readsAsText(filename, contentType, bytes)
        ? bytes.toString("utf8")
        : { filename: filename ?? null, contentType, bytes: bytes.length },
    ]));
  }
  return typeof body === "object" && body !== null ? { ...body } : {};
}
