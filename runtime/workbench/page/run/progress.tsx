/** A run under way: how long it has taken, of how long it may, and what it last said. */
import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { Run } from "../../protocol.ts";
import { millisInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { call } from "../shared/server.ts";
import { report } from "../shared/state.ts";

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 200);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

/** What the run waits for, as far as its last request and its log show it. */
function lastWords({ logs, requests, waiting, component }: Run, now: number): string {
  const request = requests.at(-1);
  if (waiting !== undefined) return `It waits ${millisInWords(Math.max(0, waiting.until - now))}, or until ${waiting.resumeUrl} is asked for.`;
  if (request !== undefined && request.millis === undefined) return `Waiting for ${request.method} ${request.host}${request.path}`;
  if (request !== undefined) return `${request.method} ${request.host}${request.path} ${request.status ?? request.error ?? ""}`;
  return logs.at(-1)?.text ?? (component.type === "source" ? "Waiting for its time, or a request." : "Starting …");
}

export function Progress({ run }: { run: Run }): VNode {
  const now = useNow();
  const millis = now - run.startedAt;
  const { timeoutMillis } = run;
  return (
    <div class="progress">
      <span class="spinner" />
      <div>
        <p class="time">
          {millisInWords(Math.max(0, millis))}
          {timeoutMillis !== undefined && <span>{` of ${millisInWords(timeoutMillis)}`}</span>}
        </p>
        {timeoutMillis !== undefined && <progress max={timeoutMillis} value={millis} aria-label="Time of its limit" />}
        <p class="last-words">{lastWords(run, now)}</p>
      </div>
      <button type="button" class="button" onClick={() => { call("stopRun", { run: run.id }).catch(report); }}>
        <Icon name="stop" />
        {run.component.type === "source" ? "Stop" : "Cancel"}
      </button>
    </div>
  );
}
