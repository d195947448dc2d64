/** One value for one parameter: read as the user meant it, or refused with what would work. */
import { inspect } from "node:util";
import type { JsonObject, Parameter } from "../../operations/parameter.ts";
import { bareText } from "../files/reference.ts";
import { isObject, parseJson } from "../json.ts";
import { inWords } from "../../operations/words.ts";

/** A value as far as it could be read, and what is wrong with it. */
export interface Parsed {
  value?: unknown;
  problems: string[];
}

const fine = (value: unknown): Parsed => ({ value, problems: [] });
const refuse = (problem: string): Parsed => ({ problems: [problem] });

/** A value as it is shown in an error: short, and recognizable as what the user gave. */
const shown = (value: unknown) => {
  const text = typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: 2, breakLength: Infinity });
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const toNumber = (input: unknown) =>
  typeof input === "string" && input.trim() !== "" ? Number(input) : typeof input === "number" ? input : NaN;

function parseNumber(
  { kind, min, max = Infinity, examples }: Parameter & { kind: "integer" | "number" },
  input: unknown,
): Parsed {
  const value = toNumber(input);
  const isRead = kind === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!isRead) {
    const what = kind === "integer" ? "a whole number" : "a number";
    return refuse(`got ${shown(input)}, which is not ${what}; for example ${String(examples[0])}`);
  }
  if (value < min) return { value, problems: [`got ${inWords(value)}, but must be at least ${inWords(min)}`] };
  if (value > max) return { value, problems: [`got ${inWords(value)}, but must be at most ${inWords(max)}`] };
  return fine(value);
}

function parseInteger(parameter: Parameter & { kind: "integer" }, input: unknown): Parsed {
  const parsed = parseNumber(parameter, input);
  const { multipleOf = 1 } = parameter;
  if (parsed.problems.length > 0 || Number(parsed.value) % multipleOf === 0) return parsed;
  const below = Math.floor(Number(parsed.value) / multipleOf) * multipleOf;
  return {
    value: parsed.value,
    problems: [
      `got ${inWords(Number(parsed.value))}, but must be a multiple of ${multipleOf}, `
      + `for example ${below} or ${below + multipleOf}`,
    ],
  };
}

function parseIdentifier(input: unknown): Parsed {
  if (input === "") return refuse("is empty");
  const isIdentifier = typeof input === "string" && /^[\w.-]+$/.test(input) && !/^\.+$/.test(input);
  return isIdentifier
    ? fine(input)
    : refuse(`got ${shown(input)}, but takes only letters, digits, dots, hyphens and underscores`);
}

function parsePattern({ pattern, patternInWords }: Parameter & { kind: "pattern" }, input: unknown): Parsed {
  return typeof input === "string" && pattern.test(input)
    ? fine(input)
    : refuse(`got ${shown(input)}, but must be ${patternInWords}`);
}

function parseChoice({ options }: Parameter & { kind: "choice" }, input: unknown): Parsed {
  return options.some((option) => option === input)
    ? fine(input)
    : refuse(`got ${shown(input)}, but must be one of ${options.join(", ")}`);
}

function parseSwitch(input: unknown): Parsed {
  const value = typeof input === "string" ? parseJson(input) : input;
  return typeof value === "boolean" ? fine(value) : refuse(`got ${shown(input)}, which is neither true nor false`);
}

function parseObject(input: unknown): Parsed {
  const value = typeof input === "string" ? parseJson(input) : input;
  return isObject(value) ? fine(value) : refuse(`got ${shown(input)}, which is not a JSON object like {"name": 1}`);
}

/** The API counts characters, not UTF-16 units: an emoji is one. */
const lengthOf = (text: string) => Array.from(text).length;

function problemOfText(text: unknown, maxLength: number, minLength: 0 | 1 = 1): string | undefined {
  if (typeof text !== "string") return `got ${shown(text)}, which is not text`;
  if (minLength > 0 && text.trim() === "") return "is empty; say in words what you mean, for example \"A lighthouse on a cliff\"";
  const length = lengthOf(text);
  return length > maxLength
    ? `has ${inWords(length)} characters, but the API takes at most ${inWords(maxLength)}`
    : undefined;
}

function parseText({ minLength, maxLength }: Parameter & { kind: "text" }, input: unknown): Parsed {
  const problem = problemOfText(input, maxLength, minLength);
  return problem === undefined ? fine(input) : refuse(problem);
}

function parsePrompt({ maxLength, weight }: Parameter & { kind: "prompt" }, input: unknown): Parsed {
  const problem = problemOfText(input, maxLength);
  return problem === undefined ? fine({ text: input, ...weight !== undefined && { weight } }) : refuse(problem);
}

const jsonHint = "write {\"text\": \"fog\", \"weight\": 0.5}";

/** An entry that begins like a JSON object must be one; anything else is plain text, colons and all. */
function parsePromptEntry(input: unknown, maxLength: number): Parsed {
  if (typeof input !== "string" || !input.trimStart().startsWith("{")) {
    return isObject(input) ? parsePromptObject(input, maxLength) : parsePromptText(input, maxLength);
  }
  const value = parseJson(input);
  return isObject(value)
    ? parsePromptObject(value, maxLength)
    : refuse(`begins with { but is not valid JSON; ${jsonHint}`);
}

function parsePromptText(input: unknown, maxLength: number): Parsed {
  const problem = problemOfText(input, maxLength);
  return problem === undefined ? fine({ text: input }) : refuse(problem);
}

function parsePromptObject({ text, weight, ...others }: JsonObject, maxLength: number): Parsed {
  const [unknownName] = Object.keys(others);
  if (unknownName !== undefined) return refuse(`has the unknown field ${shown(unknownName)}; ${jsonHint}`);
  if (text === undefined) return refuse(`has no "text"; ${jsonHint}`);
  const problem = problemOfText(text, maxLength);
  if (problem !== undefined) return refuse(problem);
  if (weight === undefined || weight === null) return fine({ text });
  const number = toNumber(weight);
  return Number.isFinite(number)
    ? fine({ text, weight: number })
    : refuse(`has the weight ${shown(weight)}, but a weight must be a number; ${jsonHint}`);
}

function parsePrompts({ maxLength }: Parameter & { kind: "prompts" }, input: unknown): Parsed {
  if (!Array.isArray(input)) return refuse(`got ${shown(input)}, which is not a list of prompts`);
  const entries = input.map((entry) => parsePromptEntry(entry, maxLength));
  return {
    value: entries.map(({ value }) => value),
    problems: entries.flatMap(({ problems }, index) => problems.map((problem) => `entry ${index + 1} ${problem}`)),
  };
}

const otherScheme = /^(?!https?:\/\/|data:)[a-z][a-z\d+.-]*:\/\//i;

/** Only whether it can name a file; the file itself is looked at later. */
export function parseReference(input: unknown): Parsed {
  if (typeof input !== "string") return refuse(`got ${shown(input)}, which is not a path, a URL or a data URI`);
  const text = bareText(input);
  if (text === "") return refuse("is empty; give the path of a file, a URL, or a data URI");
  return otherScheme.test(text) ? refuse(`got ${shown(text)}, but only http and https URLs are taken`) : fine(input);
}

/** Texts in the user's words are refused in words of their own, or may be empty. */
const mayBeText: readonly Parameter["kind"][] = ["text", "prompt", "prompts"];

const isEmpty = (input: unknown) => typeof input === "string" && input.trim() === "";

/** Reads a value that the user gave (anything but `undefined` and `null`, which agents give for it). */
export function parseParameter(parameter: Parameter, input: unknown): Parsed {
  if (isEmpty(input) && parameter.required !== true && !mayBeText.includes(parameter.kind)) {
    return refuse("is empty; leave it out");
  }
  switch (parameter.kind) {
    case "identifier": return parseIdentifier(input);
    case "pattern": return parsePattern(parameter, input);
    case "text": return parseText(parameter, input);
    case "integer": return parseInteger(parameter, input);
    case "number": return parseNumber(parameter, input);
    case "choice": return parseChoice(parameter, input);
    case "switch": return parseSwitch(input);
    case "object": return parseObject(input);
    case "prompt": return parsePrompt(parameter, input);
    case "prompts": return parsePrompts(parameter, input);
    case "picture":
    case "sound": return parseReference(input);
  }
}
