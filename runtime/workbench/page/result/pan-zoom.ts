/** Moving and enlarging a picture in its frame, by wheel, pointer, pinch and keys. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

interface Size {
  width: number;
  height: number;
}

/** From the middle of the frame to the middle of the picture, in pixels of the screen. */
interface View {
  scale: number;
  x: number;
  y: number;
}

const largest = 32;
const smallest = 0.05;

const within = (scale: number) => Math.min(largest, Math.max(smallest, scale));

export function usePanZoom(frame: RefObject<HTMLElement | null>, size: Size | undefined) {
  const [frameSize, setFrameSize] = useState<Size>({ width: 0, height: 0 });
  const [view, setView] = useState<View | undefined>(undefined);
  const pointers = useRef(new Map<number, { x: number; y: number }>());

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setFrameSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [frame]);

  const fitted = size === undefined || frameSize.width === 0
    ? 1
    : Math.min(1, frameSize.width / size.width, frameSize.height / size.height);
  const current = view ?? { scale: fitted, x: 0, y: 0 };

  /** What is at a point of the frame, counted from its middle, stays there. */
  const zoomAround = (scale: number, at = { x: 0, y: 0 }) => {
    const next = within(scale);
    const ratio = next / current.scale;
    setView({ scale: next, x: at.x - (at.x - current.x) * ratio, y: at.y - (at.y - current.y) * ratio });
  };
  const moveBy = (x: number, y: number) => {
    setView({ ...current, x: current.x + x, y: current.y + y });
  };
  const pointIn = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { left = 0, top = 0, width = 0, height = 0 } = frame.current?.getBoundingClientRect() ?? {};
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    zoomAround(current.scale * Math.exp(-event.deltaY / 400), pointIn(event));
  };
  const latestWheel = useRef(onWheel);
  latestWheel.current = onWheel;
  useEffect(() => {
    const element = frame.current;
    const listener = (event: WheelEvent) => {
      // The page scrolls as ever, unless the picture has the focus or Ctrl is held (which is also how pinching comes).
      if (event.ctrlKey || element?.matches(":focus-within")) latestWheel.current(event);
    };
    element?.addEventListener("wheel", listener, { passive: false });
    return () => {
      element?.removeEventListener("wheel", listener);
    };
  }, [frame]);

  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const now = pointIn(event);
    const [other] = others;
    if (other === undefined) moveBy(now.x - before.x, now.y - before.y);
    else {
      const distance = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      zoomAround(current.scale * distance(now) / Math.max(1, distance(before)), middle);
    }
    pointers.current.set(event.pointerId, now);
  };
  const onPointerUp = ({ pointerId }: PointerEvent) => {
    pointers.current.delete(pointerId);
  };
  const steps: Readonly<Record<string, () => void>> = {
    "+": () => { zoomAround(current.scale * 1.5); },
    "=": () => { zoomAround(current.scale * 1.5); },
    "-": () => { zoomAround(current.scale / 1.5); },
    0: () => { setView(undefined); },
    1: () => { zoomAround(1); },
    ArrowLeft: () => { moveBy(40, 0); },
    ArrowRight: () => { moveBy(-40, 0); },
    ArrowUp: () => { moveBy(0, 40); },
    ArrowDown: () => { moveBy(0, -40); },
  };
  return {
    scale: current.scale,
    style: {
      width: `${size?.width ?? 0}px`,
      height: `${size?.height ?? 0}px`,
      transform: `translate(-50%, -50%) translate(${current.x}px, ${current.y}px) scale(${current.scale})`,
    },
    fit: () => { setView(undefined); },
    zoomBy: (factor: number) => { zoomAround(current.scale * factor); },
    zoomTo: (scale: number) => { zoomAround(scale); },
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        pointers.current.set(event.pointerId, pointIn(event));
        frame.current?.setPointerCapture(event.pointerId);
      },
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onKeyDown: (event: KeyboardEvent) => {
        const step = event.ctrlKey || event.metaKey ? undefined : steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        step();
      },
    },
  };
}
