/** What is not found because it is retired: a route or an engine that lived before the day that is shown. */
import type { AsOf, Lifetime } from "./facts/lifetime.ts";
import { routes } from "./families.ts";
import { lifetimeOfEngine } from "./state/engines.ts";

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(":") || part === given[index]);
}

const isOver = ({ until }: Lifetime, asOf: AsOf) => until !== undefined && asOf !== "any" && asOf >= until;

/** The day from which it is no more; nothing for what never was, what is there, and what is still to come. */
export function retiredOn(method: string, url: string, asOf: AsOf): string | undefined {
  const [path = ""] = url.split("?");
  const route = routes.find((one) => one.method === method && fits(one.path, path));
  if (route === undefined) return undefined;
  const engine = /\/generation\/([^/]+)\//.exec(path)?.[1];
  const lifetimes = [route.lifetime, engine === undefined ? undefined : lifetimeOfEngine(engine)];
  return lifetimes.find((lifetime) => lifetime !== undefined && isOver(lifetime, asOf))?.until;
}
