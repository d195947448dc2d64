/** The threads that draw, one for each core: started with the first drawing, and shared by all emulators. */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Drawn, DrawingTask, Studio } from "./state/studio.ts";

let pool: Piscina | undefined;
let users = 0;

const threads = (): Piscina => pool ??= new Piscina({
  filename: new URL("./worker.mjs", import.meta.url).href,
  minThreads: 1,
  maxThreads: availableParallelism(),
  idleTimeout: 60_000,
});

/** @returns what must be closed once */
export function openStudio(): Studio {
  users += 1;
  return {
    async draw(task: DrawingTask) {
      const { bytes, ...drawn } = await threads().run(task, { name: "draw" }) as Drawn;
      return { ...drawn, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    },
    isWhole: (bytes) => threads().run(bytes, { name: "isWhole" }) as Promise<boolean>,
    async close() {
      users -= 1;
      if (users > 0) return;
      const last = pool;
      pool = undefined;
      await last?.destroy();
    },
  };
}
