/** What users read in the components as built: rules for all of them, and no list of their texts. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as api from "../../components/dreamstudio/operations/index.ts";
import { rows } from "../operations/index.ts";
import { load } from "../support/binder.ts";
import { soundGenerations } from "../support/operations.ts";

interface Prop {
  type: string;
  label?: string;
  description?: string;
  optional?: boolean;
  format?: string;
  propDefinition?: [app: unknown, name: string];
}

interface Component {
  name: string;
  description: string;
  props: Record<string, Prop | string>;
}

const folder = join(process.cwd(), "components/dreamstudio");
const pathOf = (kind: string, name: string) => join(folder, kind, name, `${name}.mjs`);
const loadAll = (kind: string) => Promise.all(readdirSync(join(folder, kind)).filter((name) => name !== "common")
  .map(async (name) => ({ kind, name, component: await load<Component>(pathOf(kind, name)) })));

const actions = await loadAll("actions");
const components = [...actions, ...await loadAll("sources")];
const { propDefinitions } = await load<{ propDefinitions: Record<string, Prop> }>(join(folder, "dreamstudio.app.mjs"));

/** The props with words of their own or of the app, by name. */
const propsOf = ({ props }: Component): [name: string, prop: Prop & { description: string }][] =>
  Object.entries(props).flatMap(([name, prop]) => {
    if (typeof prop === "string") return [];
    const { description, ...others } = { ...propDefinitions[prop.propDefinition?.[1] ?? ""], ...prop };
    return description === undefined ? [] : [[name, { ...others, description }]];
  });

/** Everything that a component says before it runs, by where it says it. */
const textsOf = (component: Component): [where: string, text: string][] => [
  ["description", component.description],
  ...propsOf(component).map(([name, { description }]): [string, string] => [name, description]),
];

/** Refusals point to Fit Image already, which is being made. */
const namesOfActions = new Set([...actions.map(({ component }) => component.name), "Fit Image"]);
const boldIn = (text: string) => [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, bold = ""]) => bold);
const withoutCode = (text: string) => text.replace(/`[^`]*`/g, "code").replace(/\]\([^)]*\)/g, "]");

describe.each(components)("$kind $name", ({ kind, name, component }) => {
  test("writes only the names of actions in bold, and those as they are", () => {
    for (const [where, text] of textsOf(component)) {
      expect([where, boldIn(text).filter((bold) => !namesOfActions.has(bold))]).toStrictEqual([where, []]);
    }
    // Its errors and summaries too, which are texts in the built file.
    const built = readFileSync(pathOf(kind, name), "utf8").replace(/^ *\/\*[^]*?\*\//gm, "");
    const named = [...built.matchAll(/\*\*([A-Z][^*\n]*[A-Za-z)])\*\*/g)].map(([, bold = ""]) => bold);
    expect(named.filter((bold) => !namesOfActions.has(bold))).toStrictEqual([]);
  });

  test("names props in backticks, and none that it does not have", () => {
    const props = propsOf(component);
    const labels = props.flatMap(([, { label = "" }]) => /^\w+( \w+)+$/.test(label) ? [label] : []);
    const compounds = Object.keys(component.props).filter((prop) => /[a-z][A-Z]/.test(prop));
    const everyProp = new Set(components.flatMap((one) => Object.keys(one.component.props)));
    for (const [where, text] of textsOf(component)) {
      const plain = withoutCode(text).replace(/\*\*.+?\*\*/g, "");
      expect([where, [...labels, ...compounds].filter((words) => plain.includes(words))]).toStrictEqual([where, []]);
      const named = [...text.matchAll(/`([a-z]+[A-Z]\w*)`/g)].map(([, prop = ""]) => prop).filter((prop) => everyProp.has(prop));
      // A sentence may name a prop of the action that it points to.
      const foreign = named.filter((prop) => !(prop in component.props) && boldIn(text).length === 0);
      expect([where, foreign]).toStrictEqual([where, []]);
    }
  });

  test("says of each id which action finds it", () => {
    for (const [prop, { type, description }] of propsOf(component)) {
      if (type !== "string" || !/^id$|Id$/.test(prop)) continue;
      const finder = { engineId: "List Engines", organizationId: "Get Account" }[prop];
      const found = boldIn(description);
      expect([prop, finder === undefined ? found.length > 0 : found.includes(finder)]).toStrictEqual([prop, true]);
    }
  });

  test("has no words of HTTP where a method is not chosen", () => {
    const words = /\b(HTTP|(GET|POST|PUT|PATCH|DELETE)\b|header|endpoint|status code|body|multipart|query|media type)/;
    for (const [where, text] of textsOf(component)) {
      if (where !== "method") expect([where, words.exec(withoutCode(text))?.[0]]).toStrictEqual([where, undefined]);
    }
  });

  test("speaks plain English, in one spelling", () => {
    for (const [where, text] of textsOf(component)) {
      const clumsy = /\b(shall|told by|(is|are) told|asynchronous|colour\w*|grey|recolour\w*|select from|dropdown)\b/i;
      expect([where, clumsy.exec(withoutCode(text))?.[0]]).toStrictEqual([where, undefined]);
      expect([where, /\s\s|\.\.| [.,;:]|^\s|\s$/.exec(withoutCode(text))?.[0]]).toStrictEqual([where, undefined]);
    }
  });
});

const priceInWords = /(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? credits/;

describe.each(actions)("action $name", ({ name, component }) => {
  const operation = Object.values(api).find((one) => one.name === name);
  const row = rows.find((one) => one.name === name);
  const paths = row?.requests.map(({ path }) => path) ?? [];

  test("says what it costs, as the operation reckons it", () => {
    const [, least, most = least] = priceInWords.exec(component.description) ?? [];
    const forms = Object.values(soundGenerations.find((one) => one.name === name)?.forms?.each ?? {});
    const prices = forms.length > 0 ? forms.map((form) => form.credits({})) : "model" in (operation?.parameters ?? {})
      ? api.generateSd3.parameters.model.options.map((model) => api.generateSd3.credits({ model }))
      : [operation?.credits?.({})];
    const known = prices.flatMap((price) => price ?? []);
    expect([least, most]).toStrictEqual(known.length === 0 ? [undefined, undefined] : [
      String(Math.min(...known)), String(Math.max(...known)),
    ]);
  });

  test("is known as legacy where its API is, and points to an action of today", () => {
    const isLegacy = paths.some((path) => path.startsWith("/v1/generation/") || path.endsWith("/image-to-video"));
    expect(component.description.startsWith("Legacy")).toBe(isLegacy);
    expect(/\((SDXL, API v1|v1, retired|retired)\)$/.test(component.name)).toBe(isLegacy);
    const today = boldIn(component.description).filter((bold) => !/API v1|retired/.test(bold));
    if (isLegacy) expect(today).not.toStrictEqual([]);
  });

  test("says what is sent where it shows an example", () => {
    for (const [, example = ""] of component.description.matchAll(/`(\{[^`]+\})`/g)) {
      const values = JSON.parse(example) as object;
      expect(Object.keys(values).filter((prop) => !(prop in component.props))).toStrictEqual([]);
    }
  });
});

describe("what `prompt` means", () => {
  const promptOf = (component: Component) => propsOf(component).find(([prop]) => prop === "prompt")?.[1].description;
  const takesPicture = ({ component }: (typeof actions)[number]) =>
    propsOf(component).some(([, { format, optional }]) => format === "file-ref" && optional !== true);
  const wordsOf = (of: typeof actions) => of.flatMap(({ component }) => promptOf(component)?.split(". ", 1) ?? []);

  test("is said anew in each action that takes a picture", () => {
    const said = wordsOf(actions.filter(takesPicture));
    expect(said.length).toBeGreaterThan(9);
    expect(new Set(said).size).toBe(said.length);
    const drawn = wordsOf(actions.filter((action) => !takesPicture(action)));
    expect(said.filter((words) => drawn.includes(words))).toStrictEqual([]);
  });
});
