/** Matchers for the results of `runAction` and `runSource`: `expect.extend(matchers)`. */
import { isDeepStrictEqual, inspect } from "node:util";
import type { RunResult } from "../action/result.ts";
import type { SourceResult } from "../source/source-result.ts";

type AnyResult = Pick<RunResult, "exports" | "files" | "ok" | "error"> & Partial<Pick<SourceResult, "events">>;

interface Verdict {
  pass: boolean;
  message: () => string;
}

const verdict = (pass: boolean, expected: string, found: unknown): Verdict => ({
  pass,
  message: () => `The result was expected ${pass ? "not " : ""}to ${expected}, but it has: ${inspect(found, { depth: 4 })}`,
});

const fits = (text: string, pattern: string | RegExp) =>
  typeof pattern === "string" ? text === pattern || text.endsWith(`/${pattern}`) || text.includes(pattern) : pattern.test(text);

export const matchers = {
  /** It succeeded. */
  toSucceed: ({ ok, error }: AnyResult): Verdict => verdict(ok, "succeed", error?.message ?? "no error"),

  /** It failed, with this in its message. */
  toFailWith: ({ error }: AnyResult, message: string | RegExp): Verdict =>
    verdict(error !== null && fits(error.message, message), `fail with ${inspect(message)}`, error?.message ?? "no error"),

  /** It exported something by this name, and if a value is given, that value; a RegExp is held against text. */
  toExport({ exports }: AnyResult, name: string, ...[value]: [value?: unknown]): Verdict {
    const found = exports[name];
    const pass = name in exports && (value === undefined || isDeepStrictEqual(found, value)
      || (value instanceof RegExp && typeof found === "string" && value.test(found)));
    return verdict(pass, `export ${name}${value === undefined ? "" : ` as ${inspect(value)}`}`, exports);
  },

  /** It saved a file; if a name or pattern is given, one whose path fits. */
  toHaveSavedFile: ({ files }: AnyResult, pattern: string | RegExp = ""): Verdict =>
    verdict(files.some((path) => fits(path, pattern)), `have saved a file ${String(pattern)}`.trimEnd(), files),

  /** A source: it emitted an event with this summary. */
  toHaveEmitted: ({ events = [] }: AnyResult, summary: string | RegExp): Verdict =>
    verdict(events.some((event) => fits(event.summary ?? "", summary)), `have emitted ${inspect(summary)}`, events),
};

/** What `expect(result)` gets: `interface Matchers<R> extends RuntimeMatchers<R> {}` in your own declarations. */
export interface RuntimeMatchers<R = unknown> {
  toSucceed: () => R;
  toFailWith: (message: string | RegExp) => R;
  toExport: (name: string, value?: unknown) => R;
  toHaveSavedFile: (pattern?: string | RegExp) => R;
  toHaveEmitted: (summary: string | RegExp) => R;
}
