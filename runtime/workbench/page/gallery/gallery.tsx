/** Every run that ended, newest first. */
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { RunSummary } from "../../protocol.ts";
import { timeInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { runs } from "../shared/state.ts";
import { Growing } from "./growing.tsx";
import { removeWithUndo } from "./remove.ts";
import { addressOf } from "../shell/route.ts";

const matches = ({ component: { name, key }, words, summary = "" }: RunSummary, search: readonly string[]) => {
  const text = `${name} ${key} ${words} ${summary}`.toLowerCase();
  return search.every((word) => text.includes(word));
};

function Cover({ run: { files } }: { run: RunSummary }): VNode {
  const [file] = files;
  if (file === undefined) return <span class="cover"><Icon name="code" /></span>;
  return file.mediaType.startsWith("image/")
    ? <img class="cover" src={file.address} alt="" loading="lazy" decoding="async" />
    : <span class="cover"><Icon name={file.mediaType.startsWith("video/") ? "play" : "file"} /></span>;
}

interface CardProps {
  run: RunSummary;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function Card({ run, isChosen, onChoose }: CardProps): VNode {
  const { id, component: { name }, state, startedAt, summary, words } = run;
  return (
    <li class="card">
      <a href={addressOf.run(id)}>
        <Cover run={run} />
        <span class="card-text">
          <strong>{words === "" ? summary ?? name : words}</strong>
          <span class="facts">
            {state !== "succeeded" && <span class={`state ${state}`}>{state}</span>}
            <span>{name}</span>
            <time dateTime={new Date(startedAt).toISOString()}>{timeInWords(startedAt)}</time>
          </span>
        </span>
      </a>
      <div class="card-tools">
        <label>
          <input type="checkbox" checked={isChosen} onChange={({ currentTarget }) => { onChoose(currentTarget.checked); }} />
          Compare
        </label>
        <button type="button" class="icon-button small" aria-label={`Delete the run ${words}`} onClick={() => { removeWithUndo(id); }}>
          <Icon name="trash" />
        </button>
      </div>
    </li>
  );
}

export function Gallery(): VNode {
  const search = useSignal("");
  const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const chosen = useSignal<readonly string[]>([]);
  const choose = (id: string, isChosen: boolean) => {
    const others = chosen.value.filter((one) => one !== id);
    chosen.value = isChosen ? [...others, id].slice(-2) : others;
  };
  const [one, other] = chosen.value;
  const found = runs.value.filter((run) => matches(run, words));
  return (
    <section class="gallery" aria-label="Gallery">
      <header class="gallery-head">
        <h1>Gallery</h1>
        <div class="search">
          <Icon name="search" />
          <input
            type="search"
            aria-label="Search runs"
            placeholder="Search by prompt or component"
            value={search.value}
            onInput={({ currentTarget: { value } }) => { search.value = value; }}
          />
        </div>
        {one !== undefined && other === undefined && <span class="facts">Choose another to compare.</span>}
        {one !== undefined && other !== undefined && (
          <a class="button" href={addressOf.compare(one, other)}>
            <Icon name="compare" />
            Compare these two
          </a>
        )}
        <p class="facts">{`${found.length} ${found.length === 1 ? "run" : "runs"}`}</p>
      </header>
      {found.length === 0 && <p class="empty">{runs.value.length === 0 ? "What you run is kept here." : "No run has these words."}</p>}
      <Growing
        entries={found}
        subject={words.join(" ")}
        className="cards"
        draw={(run) => (
          <Card
            key={run.id}
            run={run}
            isChosen={chosen.value.includes(run.id)}
            onChoose={(isChosen) => { choose(run.id, isChosen); }}
          />
        )}
      />
    </section>
  );
}
