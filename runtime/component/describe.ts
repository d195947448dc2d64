/** What a form, a help text or an agent needs to know of a component, as plain data. */
import { isApp, isObject, kindOf, titleOf, type Component, type Json, type Kind } from "./component.ts";
import { toPage, type Option } from "./options.ts";
import { isList } from "./prop-types.ts";
import { isForUser, propsOf, userPropsOf, type ComponentProps, type Prop } from "./prop.ts";

export interface PropDescription {
  name: string;
  type: string;
  /** The name where the author gave none. */
  label: string;
  /** In Markdown. */
  description?: string;
  /** Whether a person gives its value; the platform fills in the others. */
  isForUser: boolean;
  isRequired: boolean;
  isList: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  /** Options that are known without asking. */
  options?: Option[];
  /** Whether its options have to be asked for (`propOptions`). */
  hasAsyncOptions: boolean;
  /** The props whose values its options depend on. */
  dependsOn: string[];
  /** Whether its options can be searched by a query. */
  useQuery: boolean;
  withLabel: boolean;
  /** Whether a new value may change which props there are. */
  reloadProps: boolean;
  secret: boolean;
  hidden: boolean;
  disabled: boolean;
  /** `file-ref`: the address of a file, or its path. */
  format?: string;
  /** The slug, where the type is `app`. */
  app?: string;
  /** Of an alert: `info`, `neutral`, `warning` or `error`, and its text in Markdown. */
  alertType?: string;
  content?: string;
  /** Of `$.interface.http`: whether the component answers by itself. */
  customResponse?: boolean;
  /** Of a dir: `read`, `write` or `read-write`. */
  accessMode?: string;
}

export interface ComponentDescription {
  /** The absolute path of its file, if it comes from one. */
  path?: string;
  key?: string;
  name: string;
  version?: string;
  /** In Markdown. */
  description: string;
  /** What its author says, or what it looks like where the author says nothing. */
  kind: Kind;
  /** Whether its author says what it is. */
  isTyped: boolean;
  annotations: Json;
  /** The apps whose accounts it needs, and the props that hold them. */
  apps: { prop: string; app: string }[];
  props: PropDescription[];
  /** Whether there may be more props, which depend on values (`additionalProps`). */
  hasAdditionalProps: boolean;
  /** Sources only. */
  dedupe?: string;
  hooks?: string[];
  sampleEmit?: unknown;
}

/** The names that a function reads of the object it gets, as far as it comes. */
function namesRead(read: (values: Json) => unknown): string[] {
  const names = new Set<string>();
  const values = new Proxy({}, {
    get(_target, name) {
      if (typeof name === "string") names.add(name);
      return undefined;
    },
  });
  try {
    read(values);
  } catch {
    // What was read before it failed is still known.
  }
  return [...names];
}

function dependenciesOf(
  { definition: { options }, definedBy, optionInputs }: Prop,
  names: ReadonlySet<string>,
): string[] {
  const read = namesRead(optionInputs);
  const ofComponent = typeof options === "function" && definedBy === undefined
    ? [...options.toString().matchAll(/\bthis\.(\w+)/g)].map(([, name = ""]) => name)
    : [];
  return [...new Set([...read, ...ofComponent])].filter((name) => names.has(name));
}

const texts = ["description", "format", "app", "alertType", "content", "accessMode"] as const;

const numbers = ["min", "max"] as const;

function describeProp(prop: Prop, names: ReadonlySet<string>): PropDescription {
  const { name, definition } = prop;
  const { type, label, options, optional } = definition;
  const isTrue = (flag: string) => definition[flag] === true;
  return {
    name,
    type,
    label: label ?? name,
    ...Object.fromEntries(texts.filter((it) => typeof definition[it] === "string").map((it) => [it, definition[it]])),
    ...Object.fromEntries(numbers.filter((it) => typeof definition[it] === "number").map((it) => [it, definition[it]])),
    isForUser: isForUser(prop),
    isRequired: isForUser(prop) && optional !== true && definition.default === undefined && !isTrue("hidden")
      && !isTrue("disabled") && type !== "data_store",
    isList: isList(type),
    ...definition.default !== undefined && { default: definition.default },
    ...options !== undefined && typeof options !== "function" && { options: toPage(options).options },
    ...isTrue("customResponse") && { customResponse: true },
    hasAsyncOptions: typeof options === "function",
    dependsOn: dependenciesOf(prop, names),
    useQuery: isTrue("useQuery"),
    withLabel: isTrue("withLabel"),
    reloadProps: isTrue("reloadProps"),
    secret: isTrue("secret"),
    hidden: isTrue("hidden"),
    disabled: isTrue("disabled"),
  };
}

const appsOf = ({ apps, props }: ComponentProps) => [
  ...[...apps].map(([prop, { app }]) => ({ prop, app })),
  ...props.flatMap(({ name, definition: { type, app } }) =>
    type === "app" && typeof app === "string" ? [{ prop: name, app }] : []),
];

/** @throws RuntimeError for a prop that Pipedream would not take */
export function describe(component: Component, path?: string): ComponentDescription {
  const { key, version, description = "", annotations, dedupe, hooks, sampleEmit, additionalProps } = component;
  const props = propsOf(component);
  const names = new Set(userPropsOf(props).map(({ name }) => name));
  const plain = {
    ...path !== undefined && { path },
    ...key !== undefined && { key },
    name: titleOf(component),
    ...version !== undefined && { version },
    description,
    kind: kindOf(component),
    isTyped: component.type !== undefined,
    annotations: isObject(annotations) ? annotations : {},
    apps: appsOf(props),
    props: props.props.filter(({ definition }) => !isApp(definition)).map((prop) => describeProp(prop, names)),
    hasAdditionalProps: additionalProps !== undefined,
    ...typeof dedupe === "string" && { dedupe },
    ...hooks !== undefined && { hooks: Object.keys(hooks) },
    ...sampleEmit !== undefined && { sampleEmit },
  };
  return JSON.parse(JSON.stringify(plain)) as ComponentDescription;
}
