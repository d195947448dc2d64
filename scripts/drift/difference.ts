/** One thing in which a document and we differ. */
export interface Difference {
  /** Who says something else than the document. */
  who: "components" | "emulator";
  /** As `v2beta/erase`, or `POST /v2beta/...` where only the document has it. */
  operation: string;
  /** As the API calls it; empty for what is about the operation as a whole. */
  field: string;
  /** Such as `maximum`, `default`, `price`. */
  aspect: string;
  ours: string;
  documented: string;
}

export const nothing = "–";

/** A value in the words of a table. */
export function inWords(value: unknown): string {
  if (value === undefined) return nothing;
  if (Array.isArray(value)) return value.map(String).sort().join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As exceptions name it. */
export const placeOf = ({ who, operation, field, aspect }: Difference): string =>
  [...who === "emulator" ? [who] : [], operation, ...field === "" ? [] : [field], aspect].join(" ");
