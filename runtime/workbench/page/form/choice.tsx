/** A searchable list; what is not in it can be typed too, as on Pipedream. */
import { useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { Option } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { textOf, type ControlProps } from "./control.tsx";
import { idsOf } from "./field-row.tsx";
import { useOptions } from "./options.ts";

const textOfValue = ({ value }: Option) => typeof value === "string" ? value : JSON.stringify(value);

const mostShown = 200;

function matching(options: readonly Option[], search: string): readonly Option[] {
  const words = search.toLowerCase();
  return options.filter((option) => `${option.label} ${textOfValue(option)}`.toLowerCase().includes(words)).slice(0, mostShown);
}

interface ListProps {
  id: string;
  options: readonly Option[];
  active: number;
  chosen: string;
  label: string;
  onChoose: (option: Option) => void;
}

function OptionList({ id, options, active, chosen, label, onChoose }: ListProps): VNode {
  if (options.length === 0) return <p class="empty">No option has these words; what you type is taken as it is.</p>;
  return (
    <ul id={id} role="listbox" aria-label={label}>
      {options.map((option, index) => (
        <li
          key={textOfValue(option)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={textOfValue(option) === chosen}
          class={index === active ? "active" : ""}
          onMouseDown={(event) => {
            // The field keeps the focus.
            event.preventDefault();
            onChoose(option);
          }}
        >
          <span>{option.label}</span>
          {option.label !== textOfValue(option) && <code>{textOfValue(option)}</code>}
        </li>
      ))}
    </ul>
  );
}

function More({ onClick }: { onClick: () => void }): VNode {
  return (
    <button
      type="button"
      class="text-button"
      tabIndex={-1}
      onMouseDown={(event) => {
        // The field keeps the focus.
        event.preventDefault();
        onClick();
      }}
    >
      More options
    </button>
  );
}

export function Choice({ field, draft, typed, onType, describedBy, isWrong }: ControlProps): VNode {
  const ids = idsOf(field.name);
  const listId = `options-${field.name}`;
  const [search, setSearch] = useState<string | undefined>(undefined);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const { options, isLoading, problem, loadMore } = useOptions(draft, field, search ?? "");
  const chosen = textOf(field, typed);
  const isOpen = search !== undefined;
  const shown = isOpen ? matching(options, field.takesQuery ? "" : search) : [];
  const labelOf = (text: string) => options.find((option) => textOfValue(option) === text)?.label ?? text;

  const close = () => {
    setSearch(undefined);
    setActive(-1);
  };
  const choose = (option: Option) => {
    onType(textOfValue(option));
    close();
  };
  const step = (by: number) => {
    if (!isOpen) setSearch("");
    setActive((active + by + Math.max(1, shown.length)) % Math.max(1, shown.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const option = shown[active];
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Enter" && isOpen) {
      if (option !== undefined) choose(option);
      else close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="choice" aria-busy={isLoading}>
      <input
        ref={input}
        id={ids.control}
        role="combobox"
        aria-expanded={isOpen && shown.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={isWrong}
        autocomplete="off"
        disabled={field.isDisabled}
        placeholder={isLoading ? "Loading the options …" : "Choose or type"}
        value={search !== undefined && search !== "" ? search : labelOf(chosen)}
        onInput={({ currentTarget: { value } }) => {
          setSearch(value);
          setActive(-1);
          onType(value);
        }}
        onClick={() => {
          setSearch("");
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <span class="choice-mark">{isLoading ? <span class="spinner" /> : <Icon name="down" />}</span>
      {isOpen && options.length > 0 && (
        <div class="options">
          <OptionList
            id={listId}
            options={shown}
            active={active}
            chosen={chosen}
            label={field.label}
            onChoose={choose}
          />
          {loadMore !== undefined && <More onClick={loadMore} />}
        </div>
      )}
      {problem !== undefined && <p class="problem">{problem}</p>}
    </div>
  );
}
