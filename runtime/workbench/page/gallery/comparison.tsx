/** Two runs, one against the other. */
import { useEffect } from "preact/hooks";
import type { VNode } from "preact";
import type { Run } from "../../protocol.ts";
import { PictureViewer } from "../result/picture-viewer.tsx";
import { loadRun, report, wholeRuns } from "../shared/state.ts";
import { addressOf } from "../shell/route.ts";

const pictureOf = ({ files }: Run) => files.find(({ mediaType }) => mediaType.startsWith("image/"));

/** The values that are not the same in both. */
function Differences({ one, other }: { one: Run; other: Run }): VNode {
  const names = [...new Set([...Object.keys(one.values), ...Object.keys(other.values)])];
  const text = (value: unknown) => value === undefined ? "not given" : typeof value === "string" ? value : JSON.stringify(value);
  const rows = names.map((name) => [name, text(one.values[name]), text(other.values[name])] as const)
    .filter(([, left, right]) => left !== right);
  return (
    <table class="differences">
      <thead>
        <tr>
          <th>What differs</th>
          <th><a href={addressOf.run(one.id)}>{one.component.name}</a></th>
          <th><a href={addressOf.run(other.id)}>{other.component.name}</a></th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, left, right]) => <tr key={name}><td>{name}</td><td>{left}</td><td>{right}</td></tr>)}
      </tbody>
    </table>
  );
}

export function Comparison({ ids: [first, second] }: { ids: readonly [string, string] }): VNode {
  useEffect(() => {
    for (const id of [first, second]) loadRun(id).catch(report);
  }, [first, second]);
  const [one, other] = [wholeRuns.value.get(first), wholeRuns.value.get(second)];
  if (one === undefined || other === undefined) return <section class="gallery" aria-busy="true" />;
  const [left, right] = [pictureOf(one), pictureOf(other)];
  return (
    <section class="gallery" aria-label="Comparison">
      <h1>Compare two runs</h1>
      {left === undefined || right === undefined
        ? <p class="empty">Only pictures can be held against each other.</p>
        : (
            <>
              <PictureViewer file={right} other={left} otherName="first" startsComparing />
              <div class="pair">
                <PictureViewer file={left} />
                <PictureViewer file={right} />
              </div>
            </>
          )}
      <Differences one={one} other={other} />
    </section>
  );
}
