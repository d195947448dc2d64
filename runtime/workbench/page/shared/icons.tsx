/** Small drawings, each a path on a square of 24 units. */
import type { VNode } from "preact";

const paths = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.500 4.500",
  plus: "M12 5v14M5 12h14",
  cross: "M6 6l12 12M18 6 6 18",
  down: "M6 9l6 6 6-6",
  play: "M8 5v14l11-7Z",
  stop: "M7 7h10v10H7Z",
  file: "M13 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V8Zm0 0v5h5",
  brush: "M4 20c3 0 5-1 5-4a2.500 2.500 0 0 1 5 0c0 3-3 4-6 4ZM12.500 13.500 20 4",
  picture: "M4 5h16v14H4Zm0 11 5-5 4 4 3-3 4 4M15 9.500h.01",
  download: "M12 4v11m0 0 4-4m-4 4-4-4M5 20h14",
  again: "M19 12a7 7 0 1 1-2-5m2-3v4h-4",
  dice: "M5 5h14v14H5ZM9 9h.01M15 15h.01M15 9h.01M9 15h.01M12 12h.01",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  copy: "M9 9h11v11H9ZM5 15H4V4h11v1",
  undo: "M9 7 5 11l4 4M5 11h9a5 5 0 0 1 0 10h-3",
  redo: "M15 7l4 4-4 4M19 11h-9a5 5 0 0 0 0 10h3",
  minus: "M5 12h14",
  compare: "M12 3v18M8 7 4 12l4 5M16 7l4 5-4 5",
  menu: "M4 7h16M4 12h16M4 17h16",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500 19 19M5 19l1.500-1.500M17.500 6.500 19 5",
  moon: "M20 14A8.500 8.500 0 0 1 10 4a8.500 8.500 0 1 0 10 10Z",
  half: "M12 3a9 9 0 1 0 0 18Zm0 0a9 9 0 0 1 0 18",
  warning: "M12 4 2.500 20h19ZM12 10v4M12 17h.01",
  check: "M5 13l4 4L19 7",
  arrow: "M5 12h14m-6-6 6 6-6 6",
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  expand: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
  eraser: "M8 20 3.500 15.500 14 5l6 6-9 9Zm0 0h12M9 10l6 6",
  square: "M5 5h14v14H5Z",
  invert: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 0v18M12 8l5-3M12 13l8-4M12 18l8-5",
  upload: "M12 20V9m0 0 4 4m-4-4-4 4M5 4h14",
  signal: "M12 19h.01M8.500 15.500a5 5 0 0 1 7 0M5 12a10 10 0 0 1 14 0",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }): VNode {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[name]} /></svg>;
}
