/** `$.service.db`, as a source sees it. */
import { expect, test } from "@jest/globals";
import { join } from "node:path";
import { loadComponent, runSource } from "pipedream-local-runtime";

const newDream = await loadComponent(join(process.cwd(), "test/fixtures/dreamapp/sources/new-dream/new-dream.mjs"));

interface Db {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Lets a source use its db once. */
async function use(task: (db: Db) => void) {
  const run = function (this: { db: Db }) {
    task(this.db);
  };
  const errors: string[] = [];
  await runSource({ ...newDream, hooks: {}, run }, {
    props: { mood: "calm" },
    times: 1,
    onEvent(happening) {
      if (happening.type === "stop" && happening.error !== null) errors.push(happening.error.message);
    },
  });
  return errors;
}

test("a key that was not set is undefined; undefined removes one; 0, false, \"\" and null are values", async () => {
  const read: unknown[] = [];
  expect(await use((db) => {
    read.push(db.get("a"), db.get("toString"), db.get("__proto__"));
    for (const value of [0, false, "", null, undefined]) {
      db.set("__proto__", value);
      read.push(db.get("__proto__"));
    }
  })).toStrictEqual([]);
  expect(read).toStrictEqual([undefined, undefined, undefined, 0, false, "", null, undefined]);
});

test("values pass through JSON, and are copies", async () => {
  const list = [1];
  let read: unknown;
  await use((db) => {
    db.set("x", { list, date: new Date(0), none: undefined });
    list.push(2);
    (db.get("x") as { list: number[] }).list.push(3);
    read = db.get("x");
  });
  expect(read).toStrictEqual({ list: [1], date: "1970-01-01T00:00:00.000Z" });
});

test("60 KB in all are kept, one byte more is refused, and what was there stays", async () => {
  const fitting = 60 * 1024 - JSON.stringify({ a: "ä", b: "" }).length - 1;
  const read: unknown[] = [];
  const fill = (length: number) => use((db) => {
    db.set("b", "before");
    db.set("a", "ä");
    try {
      db.set("b", "x".repeat(length));
    } finally {
      read.push(db.get("b"));
    }
  });
  expect(await fill(fitting)).toStrictEqual([]);
  expect(await fill(fitting + 1)).toStrictEqual([
    "db.set: with \"b\" the db would hold 61441 bytes, but Pipedream keeps at most 61440.",
  ]);
  expect(read).toStrictEqual(["x".repeat(fitting), "before"]);
});

test("what JSON cannot hold is refused", async () => {
  expect(await use((db) => {
    db.set("x", 1n);
  })).toStrictEqual(["db.set: the value of \"x\" cannot be written as JSON: Do not know how to serialize a BigInt"]);
});
