/** What the page shows, by its address: `#/component/<id>`, `#/run/<id>`, `#/gallery`, `#/compare/<id>/<id>`. */
import { signal } from "@preact/signals";

export type Route =
  | { view: "start" }
  | { view: "component"; id: string }
  | { view: "run"; id: string }
  | { view: "gallery" }
  | { view: "compare"; ids: readonly [string, string] };

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

function read(hash: string): Route {
  const [view, first = "", second = ""] = hash.replace(/^#\//, "").split("/").map(decode);
  if (view === "component" && first !== "") return { view, id: first };
  if (view === "run" && first !== "") return { view, id: first };
  if (view === "gallery") return { view };
  if (view === "compare" && second !== "") return { view, ids: [first, second] };
  return { view: "start" };
}

export const route = signal<Route>(read(location.hash));

window.addEventListener("hashchange", () => {
  route.value = read(location.hash);
});

export const addressOf = {
  component: (id: string): string => `#/component/${encodeURIComponent(id)}`,
  run: (id: string): string => `#/run/${encodeURIComponent(id)}`,
  gallery: "#/gallery",
  compare: (one: string, other: string): string => `#/compare/${encodeURIComponent(one)}/${encodeURIComponent(other)}`,
} as const;

export function go(address: string): void {
  location.hash = address;
}
