/** The place to type: which one, follows from the type of the prop. */
import type { VNode } from "preact";
import type { Field } from "../../protocol.ts";
import { Choice } from "./choice.tsx";
import type { Draft } from "./draft.ts";
import { idsOf } from "./field-row.tsx";
import { FileInput } from "./file-input.tsx";
import { List } from "./list.tsx";
import { typedOf, type Typed } from "./typed.ts";

export interface ControlProps {
  field: Field;
  draft: Draft;
  typed: Typed | undefined;
  onType: (typed: Typed) => void;
  describedBy: string;
  isWrong: boolean;
}

/** What stands in a control before anything is typed. */
export const textOf = ({ type, default: standard }: Field, typed: Typed | undefined): string => {
  const value = typed ?? (standard === undefined ? "" : typedOf(type, standard));
  return typeof value === "string" ? value : String(value);
};

const isCode = (type: string) => /^(object|any|sql)/.test(type);

function Text({ field, typed, onType, describedBy, isWrong }: ControlProps): VNode {
  const { name, type, isSecret, isDisabled } = field;
  const shared = {
    id: idsOf(name).control,
    "aria-describedby": describedBy,
    "aria-invalid": isWrong,
    disabled: isDisabled,
    value: textOf(field, typed),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      onType(currentTarget.value);
    },
  };
  if (isSecret) return <input {...shared} type="password" autocomplete="off" />;
  if (type === "integer") return <input {...shared} inputMode="numeric" class="number" autocomplete="off" />;
  return <textarea {...shared} rows={isCode(type) ? 3 : 1} class={isCode(type) ? "code" : ""} spellcheck={!isCode(type)} />;
}

function Switch({ field, typed, onType, describedBy }: ControlProps): VNode {
  const { name, label, default: standard, isDisabled } = field;
  const isOn = (typed ?? standard) === true;
  return (
    <label class="switch">
      <input
        id={idsOf(name).control}
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={describedBy}
        checked={isOn}
        disabled={isDisabled}
        onChange={({ currentTarget }) => {
          onType(currentTarget.checked);
        }}
      />
      <span>{isOn ? "Yes" : "No"}</span>
    </label>
  );
}

export function Control(props: ControlProps): VNode {
  const { field: { type, role, options, hasAsyncOptions } } = props;
  if (role !== undefined && !type.endsWith("[]")) return <FileInput {...props} role={role} />;
  if (type.endsWith("[]")) return <List {...props} />;
  if (options !== undefined || hasAsyncOptions) return <Choice {...props} />;
  return type === "boolean" ? <Switch {...props} /> : <Text {...props} />;
}
