/** What a terminal shows where nothing is asked for: choose a component, fill its props, run it, and again. */
import { intro, note, outro } from "@clack/prompts";
import { accountFor } from "../component/account.ts";
import { findComponents } from "../component/catalog.ts";
import type { Json } from "../component/component.ts";
import type { ComponentDescription, PropDescription } from "../component/describe.ts";
import { describeComponent } from "../isolation/ask.ts";
import { describeAll } from "../isolation/describe-all.ts";
import { askProp } from "./ask-prop.ts";
import { Given, userProps } from "./component-flags.ts";
import { firstSentence } from "./help.ts";
import { Left, promptsIn, type Choice, type Prompts, type Terminal } from "./prompts.ts";
import { exitCodes, reportThrown } from "./report.ts";
import { runCommand } from "./run-command.ts";
import type { Setting } from "./setting.ts";
import { sourceCommand } from "./source-command.ts";
import { UseError } from "./use-error.ts";

interface Talk {
  prompts: Prompts;
  terminal: Terminal;
  setting: Setting;
}

async function chooseComponent({ prompts, setting }: Talk): Promise<ComponentDescription> {
  const { folder, environment } = setting;
  const entries = await describeAll(findComponents(folder).map(({ path }) => path), environment);
  const found = entries.flatMap(({ description }) => description === null ? [] : [description]);
  if (found.length === 0) throw new UseError(`There are no components in ${folder}.`);
  return prompts.one("Which component?", found.map((description) => ({
    label: description.kind === "source" ? `${description.name} (source)` : description.name,
    hint: firstSentence(description.description),
    value: description,
  })));
}

/** What a person should know before the first question. */
function tellAbout({ name, apps, props }: ComponentDescription, { terminal, setting }: Talk): void {
  const alerts = props.flatMap(({ type, content }) => type === "alert" && content !== undefined ? [content] : []);
  const missing = apps.filter(({ app, prop }) =>
    Object.keys(accountFor(app, prop, setting.accounts, setting.environment)).length === 0);
  const lines = [
    ...alerts,
    ...missing.map(({ app }) => `There is no account of ${app}: put its fields into .env or .pipedream/accounts.json.`),
  ];
  if (lines.length > 0) note(lines.join("\n"), name, { output: terminal.output });
}

/** The component with the props that these values call for. */
async function describedWith(description: ComponentDescription, values: Json, { setting }: Talk) {
  const { accounts: auth, environment, worker } = setting;
  if (!description.hasAdditionalProps) return description;
  return describeComponent(description.path ?? "", { props: values, auth, environment, worker });
}

const isShown = ({ hidden, disabled }: PropDescription) => !hidden && !disabled;

/** Required props first; then the person adds optional ones until nothing is missed. */
async function fillProps(first: ComponentDescription, before: Json, talk: Talk): Promise<Json> {
  const { prompts, setting } = talk;
  const values = { ...before };
  let description = await describedWith(first, values, talk);
  const fill = async (prop: PropDescription) => {
    const value = await askProp({ path: description.path ?? "", prop, values }, prompts, setting);
    if (value === undefined) Reflect.deleteProperty(values, prop.name);
    else values[prop.name] = value;
    if (prop.reloadProps) description = await describedWith(first, values, talk);
  };
  const run: Choice<undefined> = { label: "Nothing more: run it", value: undefined };
  for (;;) {
    const props = userProps(description).filter(isShown);
    const needed = props.find(({ name, isRequired }) => isRequired && !(name in values));
    if (needed !== undefined) {
      await fill(needed);
      continue;
    }
    const optional = props.filter(({ isRequired, name }) => !isRequired || name in before);
    if (optional.length === 0) return values;
    const chosen = await prompts.one<PropDescription | undefined>("What else?", [run, ...optional.map((prop) => ({
      label: prop.name in values ? `${prop.label} ✓` : prop.label,
      hint: firstSentence(prop.description ?? ""),
      value: prop,
    }))]);
    if (chosen === undefined) return values;
    await fill(chosen);
  }
}

/** What the component does wrong ends nothing. */
async function run(description: ComponentDescription, values: Json, { setting }: Talk): Promise<number> {
  const given = new Given(new Map(), values);
  try {
    return await (description.kind === "source" ? sourceCommand : runCommand)(description, given, setting);
  } catch (error) {
    return reportThrown(error, { json: false, output: setting.output });
  }
}

type Next = "again" | "change" | "other" | "leave";

const next: readonly Choice<Next>[] = [
  { label: "Run it again", value: "again" },
  { label: "Change its values", value: "change" },
  { label: "Choose another component", value: "other" },
  { label: "Leave", value: "leave" },
];

/** @returns the exit code of the last run */
export async function pick(terminal: Terminal, setting: Setting): Promise<number> {
  const talk: Talk = { prompts: promptsIn(terminal), terminal, setting };
  let code: number = exitCodes.success;
  intro(setting.command, { output: terminal.output });
  try {
    for (let after: Next = "other"; after !== "leave";) {
      const description = await chooseComponent(talk);
      tellAbout(description, talk);
      let values: Json = {};
      after = "change";
      while (after === "again" || after === "change") {
        if (after === "change") values = await fillProps(description, values, talk);
        code = await run(description, values, talk);
        after = await talk.prompts.one("And now?", next);
      }
    }
  } catch (error) {
    if (!(error instanceof Left)) throw error;
  }
  outro("", { output: terminal.output });
  return code;
}
