/** Why a run failed. */
import type { VNode } from "preact";
import type { RunError } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";

export function Failure({ error: { name, message, stack } }: { error: RunError }): VNode {
  return (
    <div class="failure" role="alert">
      <Icon name="warning" />
      <div>
        <p class="name">{name}</p>
        <p class="message">{message}</p>
        {stack !== undefined && (
          <details>
            <summary>Where it happened</summary>
            <pre>{stack}</pre>
          </details>
        )}
      </div>
    </div>
  );
}
