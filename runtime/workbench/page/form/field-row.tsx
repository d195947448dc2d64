/** One field: its label, its help, the place to type, and what is wrong with it. */
import type { VNode } from "preact";
import type { Field } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { Markdown } from "../shared/markdown.tsx";
import { removeField, setTyped, type Draft } from "./draft.ts";
import { Control } from "./control.tsx";

/** The ids that tie a control to its label, its help and its problem. */
export const idsOf = (name: string) => ({
  control: `field-${name}`,
  label: `label-${name}`,
  help: `help-${name}`,
  problem: `problem-${name}`,
});

function Alert({ kind, content }: { kind: string; content: string }): VNode {
  return (
    <div class={`alert ${kind}`} role="note">
      <Markdown text={content} />
    </div>
  );
}

export function FieldRow({ field, draft }: { field: Field; draft: Draft }): VNode {
  const { name, label, description, isOptional, alert } = field;
  if (alert !== undefined) return <Alert {...alert} />;
  const ids = idsOf(name);
  const problem = draft.problems.value[name];
  return (
    <div class={`field${problem === undefined ? "" : " wrong"}`} data-field={name}>
      <div class="field-head">
        <label id={ids.label} for={ids.control}>{label}</label>
        {!isOptional && <span class="required">required</span>}
        {isOptional && (
          <button
            type="button"
            class="icon-button small"
            aria-label={`Remove ${label}`}
            onClick={() => {
              removeField(draft, name);
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </div>
      <Control
        field={field}
        draft={draft}
        typed={draft.typed.value[name]}
        onType={(typed) => {
          setTyped(draft, name, typed);
        }}
        describedBy={problem === undefined ? ids.help : `${ids.problem} ${ids.help}`}
        isWrong={problem !== undefined}
      />
      {problem !== undefined && <p class="problem" id={ids.problem}>{problem}</p>}
      {description !== "" && <div class="help" id={ids.help}><Markdown text={description} /></div>}
    </div>
  );
}
