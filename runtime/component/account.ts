/** The connected account of an app, from environment variables. */

export type Environment = Readonly<Record<string, string | undefined>>;

const upper = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]+/g, "_");

/** The variable that holds a field of an app's account: `dreamapp` and `api_key` give `DREAMAPP_API_KEY`. */
export const variableFor = (app: string, field: string): string => `${upper(app)}_${upper(field)}`;

/**
 * `$auth`: every variable that begins with the app's name is a field, the rest of its name in lower case. An empty
 * variable is one that is not set.
 */
export function accountFrom(environment: Environment, app: string): Record<string, string> {
  const prefix = variableFor(app, "");
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined && value !== "" ? [[name.slice(prefix.length).toLowerCase(), value]] : []));
}
