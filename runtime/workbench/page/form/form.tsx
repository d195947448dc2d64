/** The form of a component, as Pipedream shows it. */
import { useEffect } from "preact/hooks";
import type { VNode } from "preact";
import { call } from "../shared/server.ts";
import { Icon } from "../shared/icons.tsx";
import { Markdown } from "../shared/markdown.tsx";
import { announce, report } from "../shared/state.ts";
import { addressOf, go } from "../shell/route.ts";
import { addField, draftOf, fieldsIn, readValues, refreshForm, type Draft } from "./draft.ts";
import { FieldRow } from "./field-row.tsx";

const focusField = (name: string) => {
  requestAnimationFrame(() => {
    document.getElementById(`field-${name}`)?.focus();
  });
};

async function run(draft: Draft): Promise<void> {
  const { values, problems } = readValues(draft);
  draft.problems.value = problems;
  const [first] = Object.keys(problems);
  if (first !== undefined) {
    announce(`The run cannot start. ${Object.keys(problems).length} of the fields are not right.`);
    focusField(first);
    return;
  }
  const { run: id } = await call("startRun", { component: draft.component, values });
  go(addressOf.run(id));
}

/** The optional fields that are not in the form yet. */
function OptionalFields({ draft }: { draft: Draft }): VNode | null {
  const shown = new Set(fieldsIn(draft).map(({ name }) => name));
  const others = draft.form.value?.fields.filter(({ name }) => !shown.has(name)) ?? [];
  if (others.length === 0) return null;
  return (
    <section class="optional" aria-label="Optional fields">
      <h3>Add an optional field</h3>
      <ul class="chips">
        {others.map((field) => (
          <li key={field.name}>
            <button
              type="button"
              class="chip"
              onClick={() => {
                addField(draft, field);
                focusField(field.name);
              }}
            >
              <Icon name="plus" />
              {field.label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Form({ component }: { component: string }): VNode {
  const draft = draftOf(component);
  const form = draft.form.value;
  useEffect(() => {
    refreshForm(draft).catch(report);
  }, [draft]);
  if (form === undefined) return <div class="form" aria-busy="true" />;
  const start = () => {
    run(draft).catch(report);
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        start();
      }}
    >
      <header class="form-head">
        <p class="key">{form.component.key}</p>
        <h2>{form.component.name}</h2>
        <Markdown text={form.component.description} />
      </header>
      {fieldsIn(draft).map((field) => <FieldRow key={field.name} field={field} draft={draft} />)}
      <OptionalFields draft={draft} />
      <footer class="form-foot">
        <button type="submit" class="button primary">
          <Icon name="play" />
          Run
        </button>
        {form.price !== undefined && <span class="price">{form.price}</span>}
        <kbd>Ctrl Enter</kbd>
      </footer>
    </form>
  );
}
