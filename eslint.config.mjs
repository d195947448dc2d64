import eslint from "@eslint/js";
import pipedream from "@pipedream/eslint-plugin-pipedream";
import stylistic from "@stylistic/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Every rule that a plugin has, as an error. */
const everyRule = (prefix, plugin) => Object.fromEntries(
  Object.keys(plugin.rules).map((name) => [`${prefix}/${name}`, "error"]),
);

/** What the files of one part of the house may not import, and why. */
const forbidImports = (files, patterns) => ({
  files,
  rules: {
    "no-restricted-imports": ["error", {
      patterns: patterns.map(([regex, message]) => ({ regex, message })),
    }],
  },
});

const emulator = ["(^|/)(stability-)?emulator(/|$)", "Only scripts/, test/ and bench/ know the emulator."];
const runtime = ["(^|/)(pipedream-local-)?runtime(/|$)", "Only scripts/, test/ and bench/ know the runtime."];
const components = ["dreamstudio", "Neither the emulator nor the runtime knows the components."];
const arrows = "Arrows run one way: actions and sources → app → common → operations.";
const above = (...folders) => [`(^|/)(${folders.join("|")})/|\\.app\\.ts$`, arrows];

/** The folders of common/, a row for each step on the way up; no folder imports from its own row or from above it. */
const rowsOfCommon = [["errors", "pipedream"], ["wire", "files"], ["answers", "inputs"], ["results"], ["calls"]];
const orderOfCommon = rowsOfCommon.flatMap((row, index) => row.map((folder) => [
  folder,
  rowsOfCommon.slice(index).flat().filter((other) => other !== folder),
]));

/** The folders of the emulator, likewise; what stands beside them imports from all. */
const rowsOfEmulator = [["drawing", "facts"], ["state"], ["credentials", "http"], ["v1", "v2"], ["test-control"]];
const besideFolders = ["families", "index", "main", "pipeline", "server", "studio", "worker"];
const upwards = "Arrows in the emulator run one way, down the rows of eslint.config.mjs.";
const orderOfEmulator = rowsOfEmulator.flatMap((row, index) => row.map((folder) => [
  folder,
  rowsOfEmulator.slice(index).flat().filter((other) => other !== folder),
]));

/** The folders of emulator/drawing/, from below: each knows those before it. */
const layersOfDrawing = ["pixels", "looks", "scene", "effects"];
const [, aboveDrawing] = orderOfEmulator.find(([folder]) => folder === "drawing");
const orderOfDrawing = layersOfDrawing.map((folder, index) => [
  `drawing/${folder}`,
  [...aboveDrawing, ...layersOfDrawing.slice(index + 1)],
]);

const noEmulator = ["(^|/)(stability-)?emulator(/|$)", "The runtime knows nothing of an emulator."];

/** The folders of the runtime, each on top of those before it. */
const foldersOfRuntime = ["component", "isolation", "action", "source", "testing", "mcp", "cli"];

/** The page knows of the server what the protocol says. */
const pageOfWorkbench = forbidImports(["runtime/workbench/page/**/*.{ts,tsx}"], [
  ["(^|/)(server|component|action|source|cli)/", "The page knows the server by its protocol alone."],
  ["^node:", "The page runs in a browser."],
]);

export default defineConfig(
  globalIgnores(["test/fixtures/**/*.ts", "build/", "emulator/dist/", "runtime/dist/", "components/**/*.mjs", "registry/", "coverage/"]),
  eslint.configs.recommended,
  stylistic.configs.customize({ quotes: "double", semi: true, arrowParens: true, braceStyle: "1tbs" }),
  {
    rules: {
      "@stylistic/max-len": ["error", { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true }],
      "@stylistic/multiline-ternary": "off",
      // A short element, or the text around one, reads best in one line.
      "@stylistic/jsx-one-expression-per-line": "off",
      "@stylistic/operator-linebreak": ["error", "before", { overrides: { "=": "after" } }],
      "@stylistic/quotes": ["error", "double", { avoidEscape: true, allowTemplateLiterals: "always" }],
      "@stylistic/quote-props": ["error", "as-needed"],
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["components/*/actions/**/*.ts", "components/*/sources/**/*.ts"],
    // These are plain data.
    ignores: ["**/test-event.ts"],
    plugins: { pipedream },
    rules: everyRule("pipedream", pipedream),
  },
  forbidImports(["components/**/*.ts"], [emulator, runtime]),
  forbidImports(["components/dreamstudio/dreamstudio.app.ts"], [emulator, runtime, above("actions", "sources")]),
  forbidImports(["components/dreamstudio/common/*.ts"], [
    emulator,
    runtime,
    above("actions", "sources", ...rowsOfCommon.flat()),
  ]),
  ...orderOfCommon.map(([folder, others]) => forbidImports([`components/dreamstudio/common/${folder}/*.ts`], [
    emulator,
    runtime,
    above("actions", "sources", ...others),
  ])),
  forbidImports(["components/dreamstudio/operations/**/*.ts"], [
    above("actions", "sources", "common"),
    ["^[^.]|\\.json$", "An operation is pure data: it imports only from operations/."],
  ]),
  forbidImports(["emulator/*.ts"], [runtime, components]),
  ...[...orderOfEmulator, ...orderOfDrawing].map(([folder, others]) => forbidImports([`emulator/${folder}/**/*.ts`], [
    runtime,
    components,
    [`^(\\.\\./)+((${others.join("|") || "-"})/|(${besideFolders.join("|")})\\.ts$)`, upwards],
  ])),
  forbidImports(["runtime/*.ts"], [noEmulator, components]),
  ...foldersOfRuntime.map((folder, index) => forbidImports([`runtime/${folder}/*.ts`], [
    noEmulator,
    components,
    [`^\\.\\./(${[...foldersOfRuntime.slice(index + 1), "index\\.ts$"].join("|")})`,
      "Arrows run one way: cli → source → action → isolation → component."],
  ])),
  forbidImports(["runtime/workbench/**/*.ts"], [noEmulator, components]),
  pageOfWorkbench,
);
