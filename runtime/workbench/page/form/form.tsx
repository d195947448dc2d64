/** The form of a component, as Pipedream shows it. */
import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { ComponentForm } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { Markdown } from "../shared/markdown.tsx";
import { components, report, visits } from "../shared/state.ts";
import { addField, draftOf, fieldsIn, readableValues, refreshForm, type Draft } from "./draft.ts";
import { FieldRow } from "./field-row.tsx";
import { ActionFoot, SourceFoot } from "./foot.tsx";
import { focusField, startAction, startSource } from "./start.ts";
import { ValuesDialog } from "./values-dialog.tsx";

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
              data-adds={field.name}
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

/** What Pipedream's registry would refuse. */
function ToMend({ problems }: { problems: readonly string[] }): VNode | null {
  if (problems.length === 0) return null;
  return (
    <details class="alert warning">
      <summary>{`${problems.length} to mend before it is published`}</summary>
      <ul>{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
    </details>
  );
}

/** Why there is no form, if that is known; its cause may be mended in an editor. */
function NoForm({ component }: { component: string }): VNode {
  const [problem] = components.value?.find(({ id }) => id === component)?.problems ?? [];
  if (problem === undefined) return <div class="form" aria-busy="true" />;
  return <div class="form"><p class="alert error" role="alert">{problem}</p></div>;
}

function Head({ draft, form: { component } }: { draft: Draft; form: ComponentForm }): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <header class="form-head">
      <div class="form-title">
        <h2>{component.name}</h2>
        <button type="button" class="icon-button" aria-label="Values as JSON or as a command" title="Values as JSON or as a command" onClick={() => { setOpen(true); }}>
          <Icon name="code" />
        </button>
      </div>
      <p class="key">{component.key}</p>
      <Markdown text={component.description} />
      <ToMend problems={component.problems} />
      {isOpen && <ValuesDialog draft={draft} onClose={() => { setOpen(false); }} />}
    </header>
  );
}

/**
 * Reads the form at the beginning, when a value has changed on which other props depend, and when somebody comes back
 * to the page, perhaps from an editor.
 */
function useForm(draft: Draft): { form: ComponentForm | undefined; isReloading: boolean } {
  const [isReloading, setReloading] = useState(false);
  const form = draft.form.value;
  const reloaders = form?.fields.filter(({ reloadsProps }) => reloadsProps).map(({ name }) => name) ?? [];
  const values = readableValues(draft);
  const state = JSON.stringify(reloaders.map((name) => values[name]));
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      setReloading(true);
      refreshForm(draft).catch(report).finally(() => {
        if (isCurrent) setReloading(false);
      });
    }, form === undefined ? 0 : 250);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [draft, state, visits.value]);
  return { form, isReloading };
}

export function Form({ component }: { component: string }): VNode {
  const draft = draftOf(component);
  const { form, isReloading } = useForm(draft);
  if (form === undefined) return <NoForm component={component} />;
  const start = () => {
    const started = form.source === undefined ? startAction(draft) : startSource(draft, {});
    started.catch(report);
  };
  return (
    <form
      class="form"
      noValidate
      aria-busy={isReloading}
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
      <Head draft={draft} form={form} />
      {fieldsIn(draft).map((field) => <FieldRow key={field.name} field={field} draft={draft} />)}
      <OptionalFields draft={draft} />
      {isReloading && <p class="facts" role="status"><span class="spinner" />Looking for more fields …</p>}
      {form.source === undefined
        ? <ActionFoot draft={draft} form={form} />
        : <SourceFoot draft={draft} source={form.source} />}
    </form>
  );
}
