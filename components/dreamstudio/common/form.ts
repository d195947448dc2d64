/** Writes the parts of a request as a form; files flow from disk. */
import FormData from "form-data";
import type { SentFile } from "../operations/operation.ts";

/** A text, or a file. */
export interface FormPart {
  name: string;
  value: string | SentFile;
}

export function toForm(parts: readonly FormPart[]): FormData {
  const form = new FormData();
  for (const { name, value } of parts) {
    // The API takes a part with a filename for a file, and refuses it where it expects a text.
    if (typeof value === "string") form.append(name, value);
    else {
      const { filename, contentType, bytes: knownLength } = value;
      form.append(name, value.stream(), { filename, contentType, knownLength });
    }
  }
  return form;
}
