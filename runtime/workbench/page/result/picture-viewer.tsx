/** A picture, as large as there is room, or pixel by pixel; beside its input with a slider between them. */
import { useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { usePanZoom } from "./pan-zoom.ts";

interface Size {
  width: number;
  height: number;
}

function Slider({ at, onMove }: { at: number; onMove: (at: number) => void }): VNode {
  return (
    <input
      type="range"
      class="compare-slider"
      min={0}
      max={100}
      step={1}
      value={at}
      aria-label="How much of the other picture is shown"
      onInput={({ currentTarget }) => { onMove(Number(currentTarget.value)); }}
    />
  );
}

export interface PictureViewerProps {
  file: MediaFile;
  /** What it can be held against. */
  other?: MediaFile | undefined;
  /** What that is. */
  otherName?: string;
  startsComparing?: boolean;
}

export function PictureViewer({ file, other, otherName = "input", startsComparing = false }: PictureViewerProps): VNode {
  const [isComparing, setComparing] = useState(startsComparing);
  const [at, setAt] = useState(50);
  const [size, setSize] = useState<Size | undefined>(undefined);
  const frame = useRef<HTMLDivElement>(null);
  const { scale, style, fit, zoomBy, zoomTo, handlers } = usePanZoom(frame, size);
  return (
    <div class="viewer">
      <div class="viewer-frame" ref={frame} tabIndex={0} role="group" aria-label="Picture: plus and minus zoom, arrow keys move" {...handlers}>
        <div class="viewer-picture" style={style}>
          <img
            src={file.address}
            alt={file.name}
            class={scale >= 2 ? "pixels" : ""}
            draggable={false}
            onLoad={({ currentTarget }) => {
              setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
            }}
          />
          {isComparing && other !== undefined && (
            <img
              class="below"
              src={other.address}
              alt={`The ${otherName} ${other.name}`}
              draggable={false}
              style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }}
            />
          )}
          {isComparing && <div class="compare-line" style={{ left: `${at}%` }} />}
        </div>
      </div>
      <div class="viewer-tools">
        {other !== undefined && (
          <button type="button" class="button" aria-pressed={isComparing} onClick={() => { setComparing(!isComparing); }}>
            <Icon name="compare" />
            {`Compare with the ${otherName}`}
          </button>
        )}
        {isComparing && <Slider at={at} onMove={setAt} />}
        <span class="spacer" />
        {size !== undefined && <span class="facts">{`${size.width} × ${size.height}`}</span>}
        <button type="button" class="icon-button" aria-label="Zoom out" onClick={() => { zoomBy(0.5); }}><Icon name="minus" /></button>
        <button type="button" class="text-button zoom" aria-label={`${Math.round(scale * 100)}%: show it pixel by pixel`} onClick={() => { zoomTo(1); }}>{`${Math.round(scale * 100)}%`}</button>
        <button type="button" class="icon-button" aria-label="Zoom in" onClick={() => { zoomBy(2); }}><Icon name="plus" /></button>
        <button type="button" class="icon-button" aria-label="Fit" onClick={fit}><Icon name="expand" /></button>
      </div>
    </div>
  );
}
