/** The search of the site, in the browser: finds sections of pages while one types. */
import MiniSearch from "minisearch";

/** A section of a page. */
export interface SearchDocument {
  /** Its address, from the folder of the site. */
  id: string;
  /** The title of the page. */
  title: string;
  heading: string;
  text: string;
}

/** Put in by the build. */
declare const DOCUMENTS: SearchDocument[];

const mostFound = 12;

const search = new MiniSearch<SearchDocument>({
  fields: ["title", "heading", "text"],
  storeFields: ["title", "heading"],
  searchOptions: { boost: { title: 4, heading: 3 }, prefix: true, fuzzy: 0.2, combineWith: "AND" },
});
search.addAll(DOCUMENTS);

const input = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector("#found");
const count = document.querySelector("#count");
const { base = "" } = document.documentElement.dataset;

function show(query: string): void {
  const found = query.trim() === "" ? [] : search.search(query).slice(0, mostFound);
  const items = found.map((result) => {
    const [id, title, heading] = [result.id, result["title"], result["heading"]].map(String);
    const link = document.createElement("a");
    link.href = `${base}${id}`;
    link.textContent = title === heading ? title ?? "" : `${title}: ${heading}`;
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  list?.replaceChildren(...items);
  if (count !== null) count.textContent = query.trim() === "" ? "" : `${found.length === 0 ? "Nothing" : found.length} found`;
}

input?.addEventListener("input", () => {
  show(input.value);
});
input?.addEventListener("keydown", ({ key }) => {
  if (key === "Enter") list?.querySelector("a")?.click();
});
// A page that comes back from the browser's history has its text still in the field.
if (input !== null) show(input.value);
