/** JSON as a tree; every value can be copied, or its path as a later step of a workflow names it. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import { Icon } from "../shared/icons.tsx";
import { announce, notice } from "../shared/state.ts";

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

const pathTo = (path: string, key: string, isList: boolean): string => {
  if (path === "") return "";
  if (isList) return `${path}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
};

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notice.value = { text: `Copied ${text.length > 80 ? `${text.slice(0, 80)} …` : text}` };
  announce("Copied.");
}

function Leaf({ value }: { value: unknown }): VNode {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return <span class={`json ${value === null ? "null" : typeof value}`}>{text}</span>;
}

/** More are shown when they are asked for. */
const mostEntries = 100;

function Branch({ value, path, depth }: { value: object; path: string; depth: number }): VNode {
  const [most, setMost] = useState(mostEntries);
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  return (
    <ul class="json-branch">
      {entries.slice(0, most).map(([key, entry]: [string, unknown]) => (
        <Node key={key} name={key} value={entry} path={pathTo(path, key, isList)} depth={depth + 1} />
      ))}
      {entries.length > most && (
        <li><button type="button" class="text-button" onClick={() => { setMost(most * 10); }}>{`${entries.length - most} more`}</button></li>
      )}
    </ul>
  );
}

function Node({ name, value, path, depth }: { name: string; value: unknown; path: string; depth: number }): VNode {
  const [isOpen, setOpen] = useState(depth < 3);
  const hasEntries = isBranch(value) && Object.keys(value).length > 0;
  return (
    <li>
      <div class="json-line">
        {hasEntries
          ? (
              <button type="button" class="json-key" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>
                <Icon name="down" />
                {name}
                <span class="count">{Object.keys(value).length}</span>
              </button>
            )
          : (
              <span class="json-key leaf">
                {name}
                {": "}
                {isBranch(value) ? <span class="json null">{Array.isArray(value) ? "[]" : "{}"}</span> : <Leaf value={value} />}
              </span>
            )}
        {path !== "" && (
          <button type="button" class="icon-button small" aria-label={`Copy {{${path}}}`} title={`{{${path}}}`} onClick={() => { void copy(`{{${path}}}`); }}>
            <Icon name="copy" />
          </button>
        )}
      </div>
      {hasEntries && isOpen && <Branch value={value} path={path} depth={depth} />}
    </li>
  );
}

export function JsonTree({ value, path }: { value: unknown; path: string }): VNode {
  if (!isBranch(value)) return <p class="json-line"><Leaf value={value} /></p>;
  return Object.keys(value).length === 0
    ? <p class="empty">Nothing.</p>
    : <div class="json-tree"><Branch value={value} path={path} depth={0} /></div>;
}
