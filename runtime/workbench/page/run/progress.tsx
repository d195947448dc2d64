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
function lastWords({ logs, requests }: Run): string {
  const log = logs.at(-1);
  const request = requests.at(-1);
  if (request !== undefined && request.at >= (log?.at ?? 0)) {
    return `${request.method} ${request.host}${request.path} ${request.status ?? ""}`;
  }
  return log?.text ?? "Starting …";
}

export function Progress({ run }: { run: Run }): VNode {
  const millis = useNow() - run.startedAt;
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
        <p class="last-words">{lastWords(run)}</p>
      </div>
      <button type="button" class="button" onClick={() => { call("stopRun", { run: run.id }).catch(report); }}>
        <Icon name="stop" />
        Cancel
      </button>
    </div>
  );
}
