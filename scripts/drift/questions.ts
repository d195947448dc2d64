/** What a document says of a field, as values to ask the emulator with: at each bound, and just past it. */
import type { DocumentedParameter } from "./document.ts";

export interface Question {
  aspect: "minimum" | "maximum" | "minLength" | "maxLength";
  /** As documented. */
  bound: number;
  taken: unknown;
  refused: unknown;
}

/** One for each end that is documented. */
export interface Questions {
  lower?: Question;
  upper?: Question;
}

function ofNumber({ type, minimum, maximum }: DocumentedParameter): Questions {
  const step = type === "integer" ? 1 : 0.01;
  return {
    ...minimum !== undefined && { lower: { aspect: "minimum", bound: minimum, taken: minimum, refused: minimum - step } },
    ...maximum !== undefined && { upper: { aspect: "maximum", bound: maximum, taken: maximum, refused: maximum + step } },
  };
}

/** Longer texts than that are no question of a field, but of a body. */
const longestText = 100_000;

function ofText(field: DocumentedParameter, toValue: (text: string) => unknown): Questions {
  const { minLength = 0, maxLength = Infinity } = field;
  const ofLength = (length: number) => toValue("x".repeat(length));
  return {
    ...minLength > 0 && {
      lower: { aspect: "minLength", bound: minLength, taken: ofLength(minLength), refused: ofLength(minLength - 1) },
    },
    ...maxLength <= longestText && {
      upper: { aspect: "maxLength", bound: maxLength, taken: ofLength(maxLength), refused: ofLength(maxLength + 1) },
    },
  };
}

/** @param field as a document has it; a list is one of prompts */
export function questionsOf(field: DocumentedParameter): Questions {
  const { type, format, enum: options } = field;
  if (type === "number" || type === "integer") return ofNumber(field);
  if (type === "array") return ofText(field, (text) => [{ text }]);
  return type === "string" && format !== "binary" && options === undefined ? ofText(field, (text) => text) : {};
}

/** A value that a field takes by itself, whatever it means beside others; what is sent for a file is none. */
export function usualValue({ type, enum: options, minimum, maximum }: DocumentedParameter): unknown {
  const [first] = options ?? [];
  if (first !== undefined) return first;
  if (type === "array") return [{ text: "x" }];
  if (type === "object") return {};
  return type === "number" || type === "integer" ? minimum ?? maximum ?? 1 : "x";
}
