/** What `this` is in a component and in its apps. */
import { accountFor, type Accounts, type Environment } from "./account.ts";
import { isObject, type App, type Component, type Json, type Methods } from "./component.ts";
import type { ComponentProps } from "./prop.ts";

/** Where accounts come from. */
export interface Connection {
  accounts: Accounts;
  environment: Environment;
}

function bindMethods(target: Json, methods: Methods | undefined): Json {
  for (const [name, method] of Object.entries(methods ?? {})) {
    target[name] = typeof method === "function" ? method.bind(target) : method;
  }
  return target;
}

/** An app: its account as `$auth`, and its methods. */
export const bindApp = (app: App, prop: string, { accounts, environment }: Connection): Json =>
  bindMethods({ $auth: accountFor(app.app, prop, accounts, environment) }, app.methods);

/** All that is known by name: the values of its props, its apps, and its methods. */
export function bindComponent(
  component: Component,
  { apps, props }: ComponentProps,
  values: Json,
  connection: Connection,
): Json {
  const self = { ...values };
  for (const [name, app] of apps) self[name] = bindApp(app, name, connection);
  // An app that a prop only refers to, as `{ type: "app", app: "slack" }` within a propDefinition, has its account too.
  for (const { name, definition } of props) {
    if (definition.type === "app" && typeof definition["app"] === "string") {
      const methods = isObject(definition["methods"]) ? definition["methods"] as Methods : {};
      self[name] = bindApp({ type: "app", app: definition["app"], methods }, name, connection);
    }
  }
  return bindMethods(self, component.methods);
}

/** The name of the prop that holds an app; the app's slug if the component has no such prop. */
export const propOfApp = ({ apps }: ComponentProps, app: App): string =>
  [...apps].find(([, it]) => it === app || it.app === app.app)?.[0] ?? app.app;
