/** Hosts that answer wrongly, a hundred times a second: nothing of them is left behind. */
import { expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

test("leave no descriptor, no unfinished file and no memory behind", async () => {
  const { stdout } = await promisify(execFile)("node", ["--expose-gc", "build/bench/attacks.mjs", "2"]);
  const left = /^(\d+) attacks \((\d+) of (\d+) runs failed\) left behind: 0 descriptors, 0 unfinished files/;
  const [, attacks, failed, begun] = left.exec(stdout) ?? [];
  expect(Number(attacks)).toBe(200);
  expect(Number(failed)).toBeGreaterThan(Number(begun) / 2);
  expect(Number(failed)).toBeLessThan(Number(begun));
}, 120_000);
