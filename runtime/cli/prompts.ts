/** Questions to a person in a terminal. */
import { type CANCEL_SYMBOL, autocomplete, autocompleteMultiselect, confirm, isCancel, password, text } from "@clack/prompts";
import type { Readable, Writable } from "node:stream";

export interface Terminal {
  input: Readable;
  output: Writable;
}

/** The person has pressed Ctrl+C, or Escape. */
export class Left extends Error {}

export interface Choice<T> {
  label: string;
  hint?: string;
  value: T;
}

interface TextQuestion {
  message: string;
  placeholder?: string | undefined;
  /** @returns what is wrong with it */
  check?: ((written: string) => string | undefined) | undefined;
}

/** Each question throws Left where there is no answer. */
export interface Prompts {
  text: (question: TextQuestion) => Promise<string>;
  /** What is typed is not shown. */
  secret: (question: TextQuestion) => Promise<string>;
  yesOrNo: (message: string, standard: boolean) => Promise<boolean>;
  /** A list that can be searched. */
  one: <T>(message: string, choices: readonly Choice<T>[]) => Promise<T>;
  many: <T>(message: string, choices: readonly Choice<T>[]) => Promise<T[]>;
}

/** So many choices are seen at once. */
const mostSeen = 12;

async function answer<T>(asked: Promise<T | typeof CANCEL_SYMBOL>): Promise<T> {
  const given = await asked;
  if (isCancel(given)) throw new Left();
  return given;
}

/** What a person searches for is in the label or in the hint. */
const matches = (search: string, { label = "", hint = "" }: { label?: string; hint?: string }) =>
  `${label} ${hint}`.toLowerCase().includes(search.toLowerCase());

export function promptsIn({ input, output }: Terminal): Prompts {
  const listOf = (message: string, choices: readonly Choice<unknown>[]) => ({
    message,
    input,
    output,
    maxItems: mostSeen,
    placeholder: "Type to search",
    filter: matches,
    // Values may be anything; the prompt knows them by their place.
    options: choices.map(({ label, hint }, index) => ({ value: index, label, ...hint !== undefined && { hint } })),
  });
  const lineOf = ({ message, placeholder, check }: TextQuestion) => ({
    message,
    input,
    output,
    ...placeholder !== undefined && { placeholder },
    ...check !== undefined && { validate: (written: string | undefined) => check(written ?? "") },
  });
  return {
    // An empty line is nothing to the library.
    text: async (question) => (await answer<string | undefined>(text(lineOf(question)))) ?? "",
    secret: async (question) => (await answer<string | undefined>(password(lineOf(question)))) ?? "",
    yesOrNo: (message, standard) => answer<boolean>(confirm({ message, initialValue: standard, input, output })),
    async one<T>(message: string, choices: readonly Choice<T>[]) {
      const index = await answer<number>(autocomplete(listOf(message, choices)));
      const chosen = choices[index];
      if (chosen === undefined) throw new Left();
      return chosen.value;
    },
    async many<T>(message: string, choices: readonly Choice<T>[]) {
      const indexes = await answer<number[]>(autocompleteMultiselect(listOf(message, choices)));
      return choices.filter((_choice, index) => indexes.includes(index)).map(({ value }) => value);
    },
  };
}
