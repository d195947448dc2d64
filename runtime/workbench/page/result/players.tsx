/** Films and sounds. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile } from "../../protocol.ts";

/** "0:07", "12:30" */
const lengthInWords = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function VideoPlayer({ file: { address, name } }: { file: MediaFile }): VNode {
  const [facts, setFacts] = useState("");
  return (
    <figure class="player-figure">
      <video
        class="player"
        src={address}
        controls
        loop
        aria-label={name}
        onLoadedMetadata={({ currentTarget: { duration, videoWidth, videoHeight } }) => {
          setFacts(`${videoWidth} × ${videoHeight}, ${duration.toFixed(1)} s`);
        }}
      />
      <figcaption class="facts">{facts}</figcaption>
    </figure>
  );
}

export function SoundPlayer({ file: { address, name } }: { file: MediaFile }): VNode {
  const [length, setLength] = useState("");
  return (
    <figure class="player-figure sound">
      <audio
        src={address}
        controls
        aria-label={name}
        onLoadedMetadata={({ currentTarget: { duration } }) => {
          setLength(`${lengthInWords(duration)} (${duration.toFixed(1)} s)`);
        }}
      />
      <figcaption class="facts">{length}</figcaption>
    </figure>
  );
}
