/** Asks a person for the value of one prop. */
import type { Json } from "../component/component.ts";
import type { PropDescription } from "../component/describe.ts";
import { readForm } from "../component/form.ts";
import { jsonOf } from "../component/json.ts";
import type { Option } from "../component/options.ts";
import { elementOf } from "../component/prop-types.ts";
import { propOptions } from "../isolation/ask.ts";
import { firstSentence } from "./help.ts";
import type { Choice, Prompts } from "./prompts.ts";
import type { Setting } from "./setting.ts";

export interface Asked {
  /** The file of the component. */
  path: string;
  prop: PropDescription;
  /** What is known so far. */
  values: Json;
}

const questionOf = ({ label, description = "", type }: PropDescription): string =>
  [`${label} (${type})`, firstSentence(description)].filter((part) => part !== "").join(": ");

/** @returns what is wrong with what was typed */
function faultOf({ name, type, label, min, max, isRequired }: PropDescription, written: string): string | undefined {
  if (written === "") return isRequired ? "A value is needed." : undefined;
  const definition = { type, label, ...min !== undefined && { min }, ...max !== undefined && { max } };
  const { problems } = readForm([{ name, definition, optionInputs: () => ({}) }], { [name]: written });
  return problems[0]?.message;
}

const toChoice = ({ label, value }: Option): Choice<unknown> => {
  const written = typeof value === "string" ? value : jsonOf(value);
  return { label, value, ...written !== label && { hint: written } };
};

const more = Symbol("more");

const typed = Symbol("typed");

/** What stands below the options; no option has these values. */
const others: readonly Choice<unknown>[] = [
  { label: "More ...", value: more },
  { label: "Another value ...", value: typed },
];

/** Asks for the options page by page, as far as the person wants to see them. */
async function* pagesOf({ path, prop, values }: Asked, query: string, setting: Setting): AsyncGenerator<Option[]> {
  const { accounts: auth, environment, worker, output } = setting;
  const seen = new Set<string>();
  let prevContext: unknown = {};
  for (let page = 0; ; page += 1) {
    const request = { page, prevContext, query };
    const found = await propOptions(path, prop.name, { props: values, auth, environment, worker, ...request });
    if (found.error !== null) output.stderr.write(`Its options cannot be had: ${found.error.message}\n`);
    const fresh = found.options.filter(({ value }) => !seen.has(jsonOf(value)));
    for (const { value } of fresh) seen.add(jsonOf(value));
    if (fresh.length === 0) return;
    yield fresh;
    prevContext = found.context ?? {};
  }
}

const choose = async (prop: PropDescription, choices: readonly Choice<unknown>[], prompts: Prompts) =>
  prop.isList ? prompts.many(questionOf(prop), choices) : [await prompts.one(questionOf(prop), choices)];

/** @returns `undefined` if there are no options, or the person wants to type a value */
async function chooseAsync(asked: Asked, prompts: Prompts, setting: Setting): Promise<unknown> {
  const { prop } = asked;
  const search = { message: `Search for ${prop.label}`, placeholder: "Nothing shows all" };
  const query = prop.useQuery ? await prompts.text(search) : "";
  const known: Choice<unknown>[] = [];
  for await (const page of pagesOf(asked, query, setting)) {
    known.push(...page.map(toChoice));
    const chosen = await choose(prop, [...known, ...others], prompts);
    if (chosen.includes(more)) continue;
    if (chosen.includes(typed)) return undefined;
    return prop.isList ? chosen : chosen[0];
  }
  return undefined;
}

/** A list is typed one value after the other. */
async function typeList(prop: PropDescription, prompts: Prompts): Promise<string[]> {
  const element = { ...prop, type: elementOf(prop.type), isList: false };
  const list: string[] = [];
  for (;;) {
    const isNeeded = prop.isRequired && list.length === 0;
    const written = await prompts.text({
      message: `${questionOf(prop)}${list.length === 0 ? "" : ` [${list.join(", ")}]`}`,
      placeholder: isNeeded ? undefined : "Nothing ends the list",
      check: (it) => faultOf({ ...element, isRequired: isNeeded }, it),
    });
    if (written === "") return list;
    list.push(written);
  }
}

async function typeValue(prop: PropDescription, prompts: Prompts): Promise<unknown> {
  if (prop.isList) return typeList(prop, prompts);
  const question = {
    message: questionOf(prop),
    placeholder: prop.default === undefined || prop.secret ? undefined : jsonOf(prop.default),
    check: (written: string) => faultOf(prop, written),
  };
  const written = prop.secret ? await prompts.secret(question) : await prompts.text(question);
  return written === "" ? undefined : written;
}

/**
 * @returns `undefined` if the person gives none, which only an optional prop allows
 * @throws Left if the person goes
 */
export async function askProp(asked: Asked, prompts: Prompts, setting: Setting): Promise<unknown> {
  const { prop } = asked;
  if (prop.type === "boolean") return prompts.yesOrNo(questionOf(prop), prop.default === true);
  if (prop.hasAsyncOptions) return await chooseAsync(asked, prompts, setting) ?? typeValue(prop, prompts);
  const choices = (prop.options ?? []).map(toChoice);
  if (choices.length === 0) return typeValue(prop, prompts);
  const chosen = await choose(prop, choices, prompts);
  return prop.isList ? chosen : chosen[0];
}
