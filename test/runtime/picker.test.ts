/** The picker, as a person at a terminal uses it: keys go in, and what is on the screen decides which. */
import { beforeEach, expect, test } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { main } from "pipedream-local-runtime";
import { usePicturesFolder } from "../support/folder.ts";
import { callIn } from "./call.ts";

const folder = usePicturesFolder();

const components = () => join(folder.path(), "components");

const brew = `
  const tea = {
    type: "app",
    app: "tea",
    propDefinitions: {
      leaf: {
        type: "string",
        label: "Leaf",
        description: "Which leaf. And more.",
        options: async ({ page }) => [["assam", "darjeeling"], [{ label: "Gunpowder", value: "gun" }], []][page],
      },
    },
  };
  export default {
    key: "tea-brew", name: "Brew Tea", description: "Brews tea.", version: "0.0.1", type: "action",
    props: {
      tea,
      notice: { type: "alert", alertType: "info", content: "Water is hot." },
      minutes: { type: "integer", label: "Minutes", description: "For how long.", min: 1, max: 9 },
      leaf: { propDefinition: [tea, "leaf"] },
      password: { type: "string", label: "Password", secret: true },
      cup: { type: "string", label: "Cup", optional: true, options: ["blue", "white"] },
      guests: { type: "string[]", label: "Guests", optional: true },
      isSweet: { type: "boolean", label: "Sweet", optional: true, reloadProps: true },
      unseen: { type: "string", label: "Unseen", hidden: true },
    },
    additionalProps() {
      return this.isSweet ? { sugar: { type: "integer", label: "Lumps of Sugar" } } : {};
    },
    run() {
      const { tea: app, password, ...values } = this;
      console.log("the password is", password);
      return values;
    },
  };`;

beforeEach(async () => {
  for (const [name, text] of [["brew", brew], ["drink", "export default { name: \"Drink\", type: \"action\", run() {} };"]] as const) {
    await mkdir(join(components(), "actions", name), { recursive: true });
    await writeFile(join(components(), "actions", name, `${name}.mjs`), text);
  }
});

const enter = "\r";
const down = "\u001b[B";

/** Once this is on the screen, this is typed, and then keys are pressed. */
type Step = readonly [seen: string | RegExp, typed: string, ...keys: string[]];

/** @returns the exit code, and all that was on the screen */
async function play(steps: readonly Step[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  let screen = "";
  let before = 0;
  let at = 0;
  let pressing = Promise.resolve();
  const press = async (keys: readonly string[]) => {
    for (const key of keys) {
      input.write(key);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  };
  const look = () => {
    const [seen, typed = "", ...keys] = steps[at] ?? [];
    if (seen === undefined) return;
    const fresh = stripVTControlCharacters(screen.slice(before));
    if (!(typeof seen === "string" ? fresh.includes(seen) : seen.test(fresh))) return;
    before = screen.length;
    at += 1;
    pressing = pressing.then(() => press([...Array.from(typed), ...keys]));
  };
  const write = (text: string) => {
    screen += text;
    look();
  };
  const output = Object.assign(new Writable({
    write(chunk, _encoding, done) {
      write(String(chunk));
      done();
    },
  }), { isTTY: true, columns: 100, rows: 40 });
  const code = await main([], {
    componentsFolder: components(),
    command: "dream",
    output: { stdout: { write }, stderr: { write } },
    terminal: { input, output },
  });
  return { code, screen: stripVTControlCharacters(screen), played: at };
}

test("a person searches a component, fills what is required, adds an optional value, runs it, and leaves", async () => {
  const { code, screen, played } = await play([
    ["Which component?", "brew", enter],
    ["Minutes (integer): For how long.", "10", enter],
    ["must be at most 9, but is 10", "\u007f", enter],
    ["Leaf (string): Which leaf.", "More", enter],
    [/Leaf \(string\)[^]*Gunpowder/, "gun", enter],
    ["Password (string)", "hunter22", enter],
    ["What else?", "cup", enter],
    ["Cup (string)", "", down, enter],
    ["What else?", "guests", enter],
    ["Guests (string[])", "Ada", enter],
    ["[Ada]", "Bob", enter],
    ["[Ada, Bob]", "", enter],
    ["What else?", "sweet", enter],
    ["Sweet (boolean)", "y", enter],
    ["Lumps of Sugar (integer)", "2", enter],
    ["What else?", "", enter],
    ["And now?", "again", enter],
    ["And now?", "leave", enter],
  ]);
  expect({ code, played }).toStrictEqual({ code: 0, played: 18 });
  expect(screen).toContain("Water is hot.");
  expect(screen).toContain("There is no account of tea");
  expect(screen).not.toContain("Unseen");
  expect(screen).not.toContain("hunter22");
  const values = { minutes: 1, leaf: "gun", cup: "white", guests: ["Ada", "Bob"], isSweet: true, sugar: 2 };
  expect(screen.split(`Return value:\n${JSON.stringify(values, null, 2)}`)).toHaveLength(3);
});

test("Ctrl+C leaves at any question, without a run", async () => {
  const { code, screen, played } = await play([
    ["Which component?", "brew", enter],
    ["Minutes (integer)", "\u0003"],
  ]);
  expect({ code, played }).toStrictEqual({ code: 0, played: 2 });
  expect(screen).not.toContain("Return value:");
});

test("a component that fails ends nothing; the exit code is that of the last run", async () => {
  const failing = "export default { name: \"Drink\", type: \"action\", run() { throw new Error(\"Too hot\"); } };";
  await writeFile(join(components(), "actions/drink/drink.mjs"), failing);
  const { code, screen } = await play([
    ["Which component?", "drink", enter],
    ["And now?", "leave", enter],
  ]);
  expect(code).toBe(1);
  expect(screen).toContain("Too hot");
});

test("without a terminal the help is shown, and the exit code is 2", async () => {
  const { code, stdout } = await callIn(components())();
  expect(code).toBe(2);
  expect(stdout).toContain("dream <action> [--<prop> <value> ...]");
  expect(await readdir(components())).toStrictEqual(["actions"]);
});
