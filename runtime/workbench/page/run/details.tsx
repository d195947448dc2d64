/** What a run returned, exported, logged and asked for, and what it was given. */
import { useState } from "preact/hooks";
import type { ComponentChildren, VNode } from "preact";
import type { Run } from "../../protocol.ts";
import { JsonTree } from "../result/json-tree.tsx";
import { millisInWords } from "../shared/format.ts";
import { Events } from "./events.tsx";

/** The name of a step in a workflow, as Pipedream makes it of a component's name. */
const stepOf = ({ component: { name } }: Run) => `steps.${name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "")}`;

function Logs({ run: { logs, startedAt } }: { run: Run }): VNode {
  if (logs.length === 0) return <p class="empty">It logged nothing.</p>;
  return (
    <ol class="log">
      {logs.map(({ level, text, at }, index) => (
        <li key={index} data-level={level}>
          <span class="at">{millisInWords(Math.max(0, at - startedAt))}</span>
          <span class="text">{text}</span>
        </li>
      ))}
    </ol>
  );
}

function Requests({ run: { requests } }: { run: Run }): VNode {
  if (requests.length === 0) return <p class="empty">It asked no server.</p>;
  return (
    <table class="requests">
      <thead><tr><th>Method</th><th>Address</th><th>Status</th><th>Time</th></tr></thead>
      <tbody>
        {requests.map(({ method, host, path, status, error, millis }, index) => (
          <tr key={index}>
            <td>{method}</td>
            <td>{host}{path}</td>
            <td>{status ?? error ?? "under way"}</td>
            <td>{millis === undefined ? "" : millisInWords(millis)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Tab {
  name: string;
  count?: number;
  content: () => ComponentChildren;
}

function tabsOf(run: Run): Tab[] {
  const { returnValue, exports, logs, requests, calls, values, component, events, db } = run;
  const step = stepOf(run);
  const ofSource: Tab[] = [
    { name: "Events", count: events.length, content: () => <Events events={events} /> },
    { name: "Db", content: () => <JsonTree value={db ?? {}} path="" /> },
  ];
  const ofAction: Tab[] = [
    { name: "Return value", content: () => <JsonTree value={returnValue} path={`${step}.$return_value`} /> },
    { name: "Exports", count: Object.keys(exports).length, content: () => <JsonTree value={exports} path={step} /> },
  ];
  return [
    ...component.type === "source" ? ofSource : ofAction,
    { name: "Log", count: logs.length, content: () => <Logs run={run} /> },
    { name: "Requests", count: requests.length, content: () => <Requests run={run} /> },
    ...calls.length === 0 ? [] : [{ name: "Calls", count: calls.length, content: () => <JsonTree value={calls} path="" /> }],
    { name: "Input", content: () => <JsonTree value={values} path="" /> },
  ];
}

export function Details({ run }: { run: Run }): VNode {
  const tabs = tabsOf(run);
  const [chosen, setChosen] = useState("");
  const current = tabs.find(({ name }) => name === chosen) ?? tabs[0];
  const move = (by: number) => {
    const index = tabs.findIndex((tab) => tab === current);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    setChosen(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <div class="details">
      <div
        role="tablist"
        aria-label="About this run"
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") move(1);
          if (event.key === "ArrowLeft") move(-1);
        }}
      >
        {tabs.map(({ name, count }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === current?.name}
            aria-controls="tab-panel"
            tabIndex={name === current?.name ? 0 : -1}
            onClick={() => { setChosen(name); }}
          >
            {name}
            {count !== undefined && count > 0 && <span class="count">{count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${current?.name ?? ""}`} tabIndex={0}>
        {current?.content()}
      </div>
    </div>
  );
}
