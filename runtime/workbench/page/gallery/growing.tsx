/** Draws the beginning of a long list, and more of it as its end comes into view: what nobody sees costs nothing. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";

/** More than a page of 2,560 pixels shows at once. */
const atOnce = 60;

export interface GrowingProps<Entry> {
  entries: readonly Entry[];
  /** Another list begins anew. */
  subject: string;
  className: string;
  draw: (entry: Entry) => VNode;
}

export function Growing<Entry>({ entries, subject, className, draw }: GrowingProps<Entry>): VNode {
  const [grown, setGrown] = useState({ subject, count: atOnce });
  const count = grown.subject === subject ? grown.count : atOnce;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) setGrown({ subject, count: count + atOnce });
    });
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [subject, count, entries.length]);
  return (
    <div class="growing">
      <ul class={className}>{entries.slice(0, count).map(draw)}</ul>
      {count < entries.length && <div class="growing-end" ref={end} />}
    </div>
  );
}
