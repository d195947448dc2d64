/** What came of a run, large. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile, Run } from "../../protocol.ts";
import { bytesInWords, typeInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { PictureViewer } from "./picture-viewer.tsx";

function Viewer({ file, run }: { file: MediaFile; run: Run }): VNode {
  const { mediaType, address, name } = file;
  if (mediaType.startsWith("image/")) return <PictureViewer file={file} inputs={Object.values(run.inputs)} />;
  if (mediaType.startsWith("video/")) return <video class="player" src={address} controls loop aria-label={name} />;
  if (mediaType.startsWith("audio/")) return <audio class="player" src={address} controls aria-label={name} />;
  return <p class="empty"><Icon name="file" />{name}</p>;
}

function FileLine({ file }: { file: MediaFile }): VNode {
  const { name, address, mediaType, bytes } = file;
  return (
    <div class="file-facts">
      <span class="name">{name}</span>
      <span>{`${typeInWords(mediaType)}, ${bytesInWords(bytes)}`}</span>
      <a class="button" href={`${address}?download`} download={name}>
        <Icon name="download" />
        Download
      </a>
    </div>
  );
}

export function Result({ run }: { run: Run }): VNode | null {
  const [index, setIndex] = useState(0);
  const file = run.files[index] ?? run.files[0];
  if (file === undefined) return null;
  return (
    <div class="result">
      <Viewer key={file.address} file={file} run={run} />
      {run.files.length > 1 && (
        <div class="strip" role="group" aria-label="Files of this run">
          {run.files.map((one, at) => (
            <button key={one.address} type="button" aria-pressed={one === file} aria-label={one.name} onClick={() => { setIndex(at); }}>
              {one.mediaType.startsWith("image/") ? <img src={one.address} alt="" /> : <Icon name="file" />}
            </button>
          ))}
        </div>
      )}
      <FileLine file={file} />
    </div>
  );
}
