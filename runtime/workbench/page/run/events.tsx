/** The events of a source, newest first. */
import type { VNode } from "preact";
import type { EmittedEvent } from "../../protocol.ts";
import { JsonTree } from "../result/json-tree.tsx";
import { timeInWords } from "../shared/format.ts";

const mostShown = 200;

export function Events({ events }: { events: readonly EmittedEvent[] }): VNode {
  if (events.length === 0) return <p class="empty">It has emitted nothing yet.</p>;
  return (
    <ol class="events">
      {events.slice(-mostShown).reverse().map(({ event, id, summary, ts }, index) => (
        <li key={events.length - index}>
          <details>
            <summary>
              <span>{summary ?? "An event without a summary"}</span>
              <span class="facts">
                {id !== undefined && <span>{`id ${id}`}</span>}
                <time dateTime={new Date(ts).toISOString()}>{timeInWords(ts)}</time>
              </span>
            </summary>
            <JsonTree value={event} path="steps.trigger.event" />
          </details>
        </li>
      ))}
    </ol>
  );
}
