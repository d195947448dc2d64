/** The layout of files in Pipedream's registry, as its own eslint.config.mjs asks for it. */
import stylistic from "@stylistic/eslint-plugin";
import pipedream from "@pipedream/eslint-plugin-pipedream";
import { Linter } from "eslint";
import { format } from "prettier";
import { wrapComments } from "./comments.ts";

const widest = 100;

const rules: Linter.RulesRecord = {
  "@stylistic/array-bracket-newline": ["error", { minItems: 1 }],
  "@stylistic/array-element-newline": ["error", "always"],
  "@stylistic/arrow-parens": "error",
  "@stylistic/comma-dangle": ["error", "always-multiline"],
  "@stylistic/function-paren-newline": ["error", "consistent"],
  "@stylistic/indent": ["error", 2],
  "@stylistic/max-len": ["error", {
    code: widest,
    tabWidth: 2,
    ignoreStrings: true,
    ignoreTemplateLiterals: true,
    ignoreUrls: true,
    ignoreRegExpLiterals: true,
  }],
  "@stylistic/multiline-ternary": ["error", "always"],
  "@stylistic/newline-per-chained-call": "error",
  "@stylistic/no-multiple-empty-lines": ["error", { max: 1, maxEOF: 0 }],
  "@stylistic/no-trailing-spaces": "error",
  "@stylistic/object-curly-newline": ["error", {
    ObjectExpression: { multiline: true, minProperties: 1 },
    ObjectPattern: { multiline: true, minProperties: 2 },
    ImportDeclaration: { multiline: true, minProperties: 2 },
  }],
  "@stylistic/object-curly-spacing": ["error", "always"],
  "@stylistic/object-property-newline": "error",
  "@stylistic/quote-props": ["error", "consistent"],
  "@stylistic/quotes": ["error", "double", { avoidEscape: true }],
  "@stylistic/semi": ["error", "always"],
  "no-undef": "error",
  "no-unused-vars": "error",
};

/** The rules that the registry has for actions and sources. */
const componentRules: Linter.RulesRecord = Object.fromEntries(
  Object.keys(pipedream.rules).map((name) => [`pipedream/${name}`, "error" as const]),
);

const globals = Object.fromEntries(
  ["AbortSignal", "Buffer", "console", "fetch", "process", "setTimeout", "clearTimeout", "TextDecoder", "URL",
    "URLSearchParams"].map((name) => [name, "readonly" as const]),
);

const config: Linter.Config[] = [
  { files: ["**/*.mjs"], languageOptions: { ecmaVersion: 2021, globals }, plugins: { "@stylistic": stylistic }, rules },
  {
    files: ["**/actions/**/*.mjs", "**/sources/**/*.mjs"],
    ignores: ["**/common/**", "**/test-event.mjs"],
    plugins: { pipedream },
    rules: componentRules,
  },
];

/** One for all files: what a rule needs is made once. */
const linter = new Linter();

/**
 * @param path of the file in the registry's tree, which decides the rules
 * @returns the file in the registry's layout
 */
export async function inRegistryStyle(path: string, text: string): Promise<string> {
  const formatted = await format(text, { parser: "babel", printWidth: widest - 10 });
  const wrapped = wrapComments(formatted, widest);
  return linter.verifyAndFix(wrapped, config, { filename: path }).output;
}

/** What the registry's rules find in a tree: one line each. */
export const lintRegistry = (files: ReadonlyMap<string, string>): string[] =>
  [...files].filter(([path]) => path.endsWith(".mjs")).flatMap(([path, text]) =>
    linter.verify(text, config, { filename: path })
      .map(({ line, message, ruleId }) => `${path}:${line} ${message} (${ruleId ?? "syntax"})`));
