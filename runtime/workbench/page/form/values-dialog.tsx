/** What is filled in, as JSON or as a command line to copy, and from JSON back into the form. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { Json } from "../../protocol.ts";
import { Dialog } from "../shared/dialog.tsx";
import { Icon } from "../shared/icons.tsx";
import { announce, notice, report } from "../shared/state.ts";
import { fill, readableValues, type Draft } from "./draft.ts";

/** A text as a shell takes it for one word. */
const quoted = (text: string) => /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function flagOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => flagOf(name, entry)).join(" ");
  return `--${name} ${quoted(typeof value === "string" ? value : JSON.stringify(value))}`;
}

const commandLine = (command: string, values: Json) =>
  [command, ...Object.entries(values).map(([name, value]) => flagOf(name, value))].join(" ");

function readObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Json : undefined;
  } catch {
    return undefined;
  }
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notice.value = { text: "Copied." };
  announce("Copied.");
}

export function ValuesDialog({ draft, onClose }: { draft: Draft; onClose: () => void }): VNode {
  const values = readableValues(draft);
  const [text, setText] = useState(JSON.stringify(values, null, 2));
  const secrets = draft.form.value?.fields.filter(({ isSecret }) => isSecret).map(({ name }) => name) ?? [];
  const safe = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)));
  const command = commandLine(draft.form.value?.command ?? "", safe);
  const parsed = readObject(text);
  const button = (label: string, copied: string) => (
    <button type="button" class="button" onClick={() => { copy(copied).catch(report); }}>
      <Icon name="copy" />
      {label}
    </button>
  );
  return (
    <Dialog title="The values of the form" className="values" onClose={onClose}>
      <label>
        As JSON
        <textarea class="code" rows={10} spellcheck={false} value={text} onInput={({ currentTarget }) => { setText(currentTarget.value); }} />
      </label>
      {parsed === undefined && <p class="problem">This is not a JSON object.</p>}
      <div class="actions">
        {button("Copy JSON", text)}
        <button
          type="button"
          class="button primary"
          disabled={parsed === undefined}
          onClick={() => {
            if (parsed !== undefined) fill(draft, parsed);
            onClose();
          }}
        >
          Use these values
        </button>
      </div>
      <p class="label">As a command</p>
      <pre class="command">{command}</pre>
      <div class="actions">{button("Copy the command", command)}</div>
    </Dialog>
  );
}
