/** What came of a run, large. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile, Run } from "../../protocol.ts";
import { bytesInWords, typeInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { ModelViewer } from "./model-viewer.tsx";
import { PictureViewer } from "./picture-viewer.tsx";
import { SoundPlayer, VideoPlayer } from "./players.tsx";
import { UseAsInput } from "./use-as-input.tsx";

/** What the result was made from, to be held against it: a picture that is no mask. */
function pictureAmong({ inputs }: Run): MediaFile | undefined {
  const pictures = Object.entries(inputs).filter(([, { mediaType }]) => mediaType.startsWith("image/"));
  return (pictures.find(([name]) => !/mask/i.test(name)) ?? [])[1];
}

function Viewer({ file, run }: { file: MediaFile; run: Run }): VNode {
  const { mediaType, name } = file;
  if (mediaType.startsWith("image/")) return <PictureViewer file={file} other={pictureAmong(run)} />;
  if (mediaType.startsWith("video/")) return <VideoPlayer file={file} />;
  if (mediaType.startsWith("audio/")) return <SoundPlayer file={file} />;
  if (mediaType === "model/gltf-binary") return <ModelViewer file={file} />;
  return <p class="empty"><Icon name="file" />{name}</p>;
}

function FileLine({ file }: { file: MediaFile }): VNode {
  const { name, address, mediaType, bytes } = file;
  return (
    <div class="file-facts">
      <span class="name" title={name}>{name}</span>
      <span>{`${typeInWords(mediaType)}, ${bytesInWords(bytes)}`}</span>
      <div class="actions">
        <UseAsInput file={file} />
        <a class="button" href={`${address}?download`} download={name}>
          <Icon name="download" />
          Download
        </a>
      </div>
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
