/** What `this` is in a component and in its apps. */
import { accountFrom, type Environment } from "./account.ts";
import type { App, Component, Json, Methods } from "./component.ts";
import type { ComponentProps } from "./prop.ts";

function bindMethods(target: Json, methods: Methods = {}): Json {
  for (const [name, method] of Object.entries(methods)) target[name] = method.bind(target);
  return target;
}

/** An app: its account as `$auth`, and its methods. */
export const bindApp = (app: App, environment: Environment): Json =>
  bindMethods({ $auth: accountFrom(environment, app.app) }, app.methods);

/** A component: the values of its props, its apps, and its methods. */
export function bindComponent(
  component: Component,
  { apps }: ComponentProps,
  values: Json,
  environment: Environment,
): Json {
  const self = { ...values };
  for (const [name, app] of apps) self[name] = bindApp(app, environment);
  return bindMethods(self, component.methods);
}
