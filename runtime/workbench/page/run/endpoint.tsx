/** Where an HTTP source listens, and a request to it. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import { call } from "../shared/server.ts";
import { announce, report } from "../shared/state.ts";

export function Endpoint({ address }: { address: string }): VNode {
  const [body, setBody] = useState("{ \"hello\": \"world\" }");
  const [answer, setAnswer] = useState("");
  const send = async () => {
    const { status, text } = await call("sendRequest", { address, body });
    setAnswer(`${status} ${text}`);
    announce(`The source answered ${status}.`);
  };
  return (
    <section class="endpoint" aria-label="HTTP endpoint">
      <p>
        It listens at <code>{address}</code>
      </p>
      <label>
        Body of a request
        <textarea class="code" rows={2} value={body} onInput={({ currentTarget }) => { setBody(currentTarget.value); }} />
      </label>
      <div class="actions">
        {answer !== "" && <output class="facts">{answer}</output>}
        <button type="button" class="button" onClick={() => { send().catch(report); }}>Send it</button>
      </div>
    </section>
  );
}
