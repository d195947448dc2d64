/** The tools of the mask painter. */
import type { VNode } from "preact";
import { Icon, type IconName } from "../shared/icons.tsx";
import type { History } from "./history.ts";
import type { Tool } from "./painting.ts";

const tools: readonly [tool: Tool, label: string, icon: IconName][] = [
  ["brush", "Brush", "brush"],
  ["eraser", "Eraser", "eraser"],
  ["rectangle", "Rectangle", "square"],
];

interface ActionProps {
  icon: IconName;
  label: string;
  onClick: (() => void) | undefined;
}

function Action({ icon, label, onClick }: ActionProps): VNode {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} disabled={onClick === undefined} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

export interface ToolbarProps {
  tool: Tool;
  onTool: (tool: Tool) => void;
  size: number;
  largestSize: number;
  onSize: (size: number) => void;
  zoom: number;
  onZoom: (zoom: number) => void;
  onFit: () => void;
  history: History;
  onSave: () => void;
}

export function Toolbar(props: ToolbarProps): VNode {
  const { tool, onTool, size, largestSize, onSize, zoom, onZoom, onFit, history, onSave } = props;
  return (
    <div class="painter-tools" role="toolbar" aria-label="Tools">
      {tools.map(([name, label, icon]) => (
        <button key={name} type="button" class="button" aria-pressed={tool === name} onClick={() => { onTool(name); }}>
          <Icon name={icon} />
          {label}
        </button>
      ))}
      <label class="painter-size">
        Size
        <input
          type="range"
          min={1}
          max={largestSize}
          value={size}
          onInput={({ currentTarget }) => { onSize(Number(currentTarget.value)); }}
        />
        <output>{size}</output>
      </label>
      <Action icon="invert" label="Invert" onClick={() => { history.add({ kind: "invert" }); }} />
      <Action icon="trash" label="Clear" onClick={() => { history.add({ kind: "clear" }); }} />
      <Action icon="undo" label="Undo" onClick={history.undo} />
      <Action icon="redo" label="Redo" onClick={history.redo} />
      <span class="spacer" />
      <Action icon="minus" label="Zoom out" onClick={() => { onZoom(zoom / 1.5); }} />
      <button type="button" class="text-button zoom" aria-label={`${Math.round(zoom * 100)}%: fit the picture`} onClick={onFit}>{`${Math.round(zoom * 100)}%`}</button>
      <Action icon="plus" label="Zoom in" onClick={() => { onZoom(zoom * 1.5); }} />
      <button type="button" class="button primary" onClick={onSave}>Save the mask</button>
    </div>
  );
}
