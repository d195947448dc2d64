/** Several values of one prop, each in a line of its own. */
import type { VNode } from "preact";
import { Icon } from "../shared/icons.tsx";
import type { ControlProps } from "./control.tsx";
import { idsOf } from "./field-row.tsx";
import { useOptions } from "./options.ts";
import { typedOf } from "./typed.ts";

export function List({ field, draft, typed, onType, describedBy, isWrong }: ControlProps): VNode {
  const { name, label, default: standard } = field;
  const given = typed ?? (standard === undefined ? [""] : typedOf(field.type, standard));
  const entries = Array.isArray(given) ? given as readonly string[] : [String(given)];
  const lines = entries.length === 0 ? [""] : entries;
  const { options } = useOptions(draft, field, "");
  const listId = `suggestions-${name}`;
  return (
    <div class="list" role="group" aria-labelledby={idsOf(name).label} aria-describedby={describedBy}>
      {lines.map((entry, index) => (
        <div class="list-line" key={index}>
          <input
            id={index === 0 ? idsOf(name).control : undefined}
            aria-label={`${label}, entry ${index + 1}`}
            aria-invalid={isWrong}
            list={options.length > 0 ? listId : undefined}
            value={entry}
            onInput={({ currentTarget: { value } }) => {
              onType(lines.with(index, value));
            }}
          />
          {lines.length > 1 && (
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove entry ${index + 1} of ${label}`}
              onClick={() => {
                onType(lines.toSpliced(index, 1));
              }}
            >
              <Icon name="cross" />
            </button>
          )}
        </div>
      ))}
      <datalist id={listId}>
        {options.map(({ label: text, value }) => <option key={String(value)} value={String(value)}>{text}</option>)}
      </datalist>
      <button type="button" class="text-button" onClick={() => { onType([...lines, ""]); }}>
        <Icon name="plus" />
        Add another
      </button>
    </div>
  );
}
