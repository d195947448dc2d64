/** What was done, and what was taken back and can be done again. */
import { useState } from "preact/hooks";
import type { Mark } from "./marks.ts";

interface Done {
  marks: readonly Mark[];
  undone: readonly Mark[];
}

export interface History {
  marks: readonly Mark[];
  add: (mark: Mark) => void;
  undo?: () => void;
  redo?: () => void;
}

export function useHistory(): History {
  const [{ marks, undone }, set] = useState<Done>({ marks: [], undone: [] });
  const last = marks.at(-1);
  const next = undone.at(-1);
  return {
    marks,
    add: (mark) => {
      set((now) => ({ marks: [...now.marks, mark], undone: [] }));
    },
    // The mask that was there before is no step of this session.
    ...last !== undefined && last.kind !== "picture" && {
      undo: () => {
        set({ marks: marks.slice(0, -1), undone: [...undone, last] });
      },
    },
    ...next !== undefined && {
      redo: () => {
        set({ marks: [...marks, next], undone: undone.slice(0, -1) });
      },
    },
  };
}
