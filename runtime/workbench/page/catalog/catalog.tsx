/** The components of the folder, by their apps. */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ComponentSummary, Mark } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { components } from "../shared/state.ts";
import { addressOf } from "../shell/route.ts";

/** What the marks say; that something is an action goes without saying. */
const markTexts: Partial<Record<Mark, string>> = { source: "source", reads: "reads", spends: "spends", retired: "retired" };

function Item({ component, isCurrent }: { component: ComponentSummary; isCurrent: boolean }): VNode {
  const { id, name, marks, problems } = component;
  return (
    <li>
      <a href={addressOf.component(id)} aria-current={isCurrent ? "page" : undefined} class="component-link">
        <span class="name">{name}</span>
        {problems.length > 0 && <span class="mark bad" title={problems.join("\n")}><Icon name="warning" />{problems.length}<span class="visually-hidden">to mend</span></span>}
        {marks.map((mark) => {
          const text = markTexts[mark];
          return text === undefined ? null : <span key={mark} class={`mark ${mark}`}>{text}</span>;
        })}
      </a>
    </li>
  );
}

function byApp(all: readonly ComponentSummary[]): [string, ComponentSummary[]][] {
  const groups = new Map<string, ComponentSummary[]>();
  for (const component of all) {
    const title = component.app === "" ? "Cannot be loaded" : component.app;
    groups.set(title, [...groups.get(title) ?? [], component]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

const matches = ({ name, key, description, marks }: ComponentSummary, words: readonly string[]) => {
  const text = `${name} ${key} ${description} ${marks.join(" ")}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

/** What is called so comes before what only speaks of it; actions come before sources. */
const order = (search: string) => (one: ComponentSummary, other: ComponentSummary) => {
  const rank = ({ name, marks }: ComponentSummary) =>
    (name.toLowerCase().includes(search) ? 0 : 2) + (marks.includes("source") ? 1 : 0);
  return rank(one) - rank(other) || one.name.localeCompare(other.name);
};

export function Catalog({ current }: { current: string | undefined }): VNode {
  const search = useSignal("");
  const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const found = (components.value ?? []).filter((component) => matches(component, words))
    .sort(order(search.value.trim().toLowerCase()));
  return (
    <nav class="catalog" aria-label="Components" aria-busy={components.value === undefined}>
      <div class="search">
        <Icon name="search" />
        <input
          id="search-components"
          type="search"
          aria-label="Search components"
          placeholder="Search components"
          value={search.value}
          onInput={({ currentTarget: { value } }) => {
            search.value = value;
          }}
        />
        <kbd>/</kbd>
      </div>
      {byApp(found).map(([app, group]) => (
        <section key={app} aria-label={app}>
          <h2>
            {app}
            <span class="count">{group.length}</span>
          </h2>
          <ul>
            {group.map((component) => (
              <Item key={component.id} component={component} isCurrent={component.id === current} />
            ))}
          </ul>
        </section>
      ))}
      {components.value !== undefined && found.length === 0 && (
        <p class="empty">{components.value.length === 0 ? "No component is in this folder." : "No component has these words."}</p>
      )}
    </nav>
  );
}
