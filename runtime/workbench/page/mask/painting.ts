/** From pointers and keys to marks. */
import { useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Mark, Point } from "./marks.ts";

export type Tool = "brush" | "eraser" | "rectangle";

export interface PaintingOptions {
  canvas: RefObject<HTMLCanvasElement | null>;
  area: RefObject<HTMLElement | null>;
  tool: Tool;
  size: number;
  zoom: number;
  onZoom: (zoom: number) => void;
  onMark: (mark: Mark) => void;
  /** Shows a mark that is not finished yet. */
  onPreview: (mark: Mark | undefined) => void;
}

interface Place {
  x: number;
  y: number;
}

/** A pen that is pressed lightly paints a third of the size. */
const sizeOf = ({ pointerType, pressure }: PointerEvent, size: number) =>
  pointerType === "pen" && pressure > 0 ? size * (0.33 + 0.67 * pressure) : size;

function toMark(tool: Tool, points: readonly Point[]): Mark | undefined {
  const [from] = points;
  const to = points.at(-1);
  if (from === undefined || to === undefined) return undefined;
  if (tool === "rectangle") return { kind: "rectangle", erases: false, from, to };
  return { kind: "stroke", erases: tool === "eraser", points };
}

export function usePainting({ canvas, area, tool, size, zoom, onZoom, onMark, onPreview }: PaintingOptions) {
  const points = useRef<Point[]>([]);
  const touches = useRef(new Map<number, Place>());
  const [cursor, setCursor] = useState<Place | undefined>(undefined);

  const placeOf = ({ clientX, clientY }: PointerEvent): Place => {
    const { left = 0, top = 0 } = canvas.current?.getBoundingClientRect() ?? {};
    return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
  };
  const pointOf = (event: PointerEvent): Point => ({ ...placeOf(event), size: sizeOf(event, size) });
  const drop = () => {
    points.current = [];
    onPreview(undefined);
  };
  const finish = () => {
    const mark = toMark(tool, points.current);
    drop();
    if (mark !== undefined) onMark(mark);
  };

  /** Two fingers move and enlarge the picture. */
  const pinch = (event: PointerEvent, before: Place) => {
    const other = [...touches.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) return;
    const distance = ({ x, y }: Place) => Math.hypot(x - other.x, y - other.y);
    const now = { x: event.clientX, y: event.clientY };
    onZoom(zoom * distance(now) / Math.max(1, distance(before)));
    area.current?.scrollBy((before.x - now.x) / 2, (before.y - now.y) / 2);
  };

  const onPointerDown = (event: PointerEvent) => {
    canvas.current?.setPointerCapture(event.pointerId);
    touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (touches.current.size > 1) drop();
    else if (event.button === 0) points.current = [pointOf(event)];
    onPreview(toMark(tool, points.current));
  };
  const onPointerMove = (event: PointerEvent) => {
    setCursor(placeOf(event));
    const before = touches.current.get(event.pointerId);
    if (before === undefined) return;
    if (touches.current.size > 1) pinch(event, before);
    else if (points.current.length > 0) {
      const passed = event.getCoalescedEvents();
      points.current.push(...(passed.length === 0 ? [event] : passed).map(pointOf));
      onPreview(toMark(tool, points.current));
    }
    touches.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onPointerUp = (event: PointerEvent) => {
    touches.current.delete(event.pointerId);
    finish();
  };

  const step = Math.max(1, Math.round(size / 2));
  const moves: Readonly<Record<string, Place>> = {
    ArrowLeft: { x: -step, y: 0 },
    ArrowRight: { x: step, y: 0 },
    ArrowUp: { x: 0, y: -step },
    ArrowDown: { x: 0, y: step },
  };
  const middle = { x: (canvas.current?.width ?? 0) / 2, y: (canvas.current?.height ?? 0) / 2 };

  /** Arrow keys move the brush, Space paints; with Shift the way is painted too. A rectangle has two corners. */
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cursor ?? middle;
    const move = moves[event.key];
    if (move === undefined && event.key !== " ") return;
    event.preventDefault();
    if (move === undefined) {
      points.current.push({ ...at, size });
      if (tool !== "rectangle" || points.current.length > 1) finish();
      else onPreview(toMark(tool, points.current));
      return;
    }
    const next = { x: at.x + move.x, y: at.y + move.y };
    setCursor(next);
    if (tool === "rectangle" && points.current.length > 0) onPreview(toMark(tool, [...points.current, { ...next, size }]));
    else if (event.shiftKey) onMark({ kind: "stroke", erases: tool === "eraser", points: [{ ...at, size }, { ...next, size }] });
  };
  return {
    cursor,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event: PointerEvent) => {
        touches.current.delete(event.pointerId);
        drop();
      },
      onPointerLeave: () => {
        if (touches.current.size === 0) setCursor(undefined);
      },
      onKeyDown,
    },
  };
}
