/** The connected accounts of apps: given by the caller, or found in environment variables. */
import { isObject, type Json } from "./component.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The fields of accounts, by the slug of their app, or by the name of the prop where one app is connected twice. */
export type Accounts = Readonly<Record<string, Readonly<Json>>>;

const upper = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]+/g, "_");

/** The variable that holds a field of an app's account: `dreamapp` and `api_key` give `DREAMAPP_API_KEY`. */
export const variableFor = (app: string, field: string): string => `${upper(app)}_${upper(field)}`;

/** A field written as a variable is what remains of it when case and underscores do not count. */
const plain = (name: string) => name.toLowerCase().replaceAll("_", "");

/**
 * Every variable that begins with the app's name is a field. What is written in capitals alone becomes lower case:
 * `AWS_REGION` is `region`; any other writing is the name itself: `AWS_accessKeyId` is `accessKeyId`.
 * An empty variable is one that is not set.
 */
export function fieldsFrom(environment: Environment, app: string): Record<string, string> {
  const prefix = variableFor(app, "");
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => {
    if (!name.toUpperCase().startsWith(prefix) || value === undefined || value === "") return [];
    const field = name.slice(prefix.length);
    return field === "" ? [] : [[field === field.toUpperCase() ? field.toLowerCase() : field, value]];
  }));
}

/** Fields from variables answer to the spelling that a component uses: `AWS_ACCESS_KEY_ID` to `accessKeyId` too. */
function answering(fields: Json): Json {
  return new Proxy(fields, {
    get(target, name) {
      if (typeof name !== "string" || name in target) return Reflect.get(target, name) as unknown;
      return Object.entries(target).find(([field]) => plain(field) === plain(name))?.[1];
    },
  });
}

/**
 * `$auth` of an app: the account that is given under the name of the prop, or under the app's slug with the fields
 * exactly as they are; where none is given, what the environment holds.
 */
export function accountFor(app: string, prop: string, accounts: Accounts, environment: Environment): Json {
  const given = accounts[prop] ?? accounts[app];
  return isObject(given) ? { ...given } : answering(fieldsFrom(environment, app));
}
