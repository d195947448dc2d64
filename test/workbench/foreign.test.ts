/** Components that are not ours, in the styles of Pipedream's documentation. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useBench } from "./support/bench.ts";
import { add, choose, control, field, optionsOf, pick, run, startRun, ended, starting } from "./support/doing.ts";

const bench = useBench({ componentsFolder: "test/fixtures/workbench" });

test("options come page by page, a secret stays one, and what is wrong stands at its field", async () => {
  const page = await bench.open();
  await choose(page, "take-book");
  await page.locator(".alert em", { hasText: "lent" }).waitFor();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  expect(await field(page, "book").locator(".problem").innerText()).toBe("This is required.");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("field-book");

  expect(await optionsOf(page, "book")).toHaveLength(10);
  await control(page, "book").click();
  await page.getByRole("button", { name: "More options" }).click();
  await field(page, "book").getByRole("option").nth(19).waitFor();
  await field(page, "book").getByRole("option", { name: "Book 15" }).click();
  expect(await control(page, "book").getAttribute("type")).toBeNull();
  await control(page, "password").fill("open sesame");
  expect(await control(page, "password").getAttribute("type")).toBe("password");

  await add(page, "extras");
  await control(page, "extras").fill("{ \"days\": 3,\n  oops }");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  expect(await field(page, "extras").locator(".problem").innerText()).toMatch(/^This is not JSON: .*\(line 2, column 3\)/);
  await control(page, "extras").fill("{ \"days\": 3 }");
  await add(page, "tags");
  await field(page, "tags").getByRole("textbox").first().fill("old");
  await field(page, "tags").getByRole("button", { name: "Add another" }).click();
  await field(page, "tags").getByRole("textbox").nth(1).fill("red");

  await page.getByRole("button", { name: "Values as JSON" }).click();
  expect(await page.locator(".command").innerText()).toMatch(/run .*take-book\.mjs --book b15 --extras '\{"days":3\}' --tags old --tags red$/);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

  const id = await run(page);
  expect(await page.locator(".stage h2").innerText()).toBe("Took b15");
  const kept = await readFile(join(bench.dataFolder(), "runs", id, "run.json"), "utf8");
  expect(JSON.parse(kept)).toMatchObject({ returnValue: { book: "b15", tags: ["old", "red"], extras: { days: 3 } } });
  expect(kept).not.toContain("sesame");
  await page.getByRole("tab", { name: /^Log/ }).click();
  expect(await page.locator(".log").innerText()).toMatch(/taking b15 with (?!open sesame)/);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("sesame");
}, 240_000);

test("values are pasted back from JSON", async () => {
  const page = await bench.open();
  await choose(page, "take-book");
  await page.getByRole("button", { name: "Values as JSON" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("{ \"book\": \"b3\", \"tags\": [\"a\", \"b\"], \"extras\": { \"x\": 1 } }");
  await page.getByRole("button", { name: "Use these values" }).click();
  expect(await control(page, "book").inputValue()).toMatch(/^(b3|Book 3)$/);
  expect(await field(page, "tags").getByRole("textbox").nth(1).inputValue()).toBe("b");
  expect(JSON.parse(await control(page, "extras").inputValue())).toStrictEqual({ x: 1 });
}, 240_000);

test("the component itself searches (useQuery)", async () => {
  const page = await bench.open();
  await choose(page, "find-book");
  await field(page, "book").locator("[aria-busy=\"false\"]").waitFor();
  await control(page, "book").fill("Book 23");
  await field(page, "book").getByRole("option", { name: "Book 23" }).click();
  await run(page);
  expect(await page.locator(".stage h2").innerText()).toBe("Found b23");
}, 240_000);

test("dynamic props come and go with the value that they depend on", async () => {
  const page = await bench.open();
  await choose(page, "send-parcel");
  await control(page, "count").fill("2");
  await control(page, "address2").waitFor();
  await control(page, "address1").fill("Rome");
  await control(page, "address2").fill("Oslo");
  await run(page);
  expect(await page.locator(".stage h2").innerText()).toBe("Sent to Rome and Oslo");
  await control(page, "count").fill("9");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  expect(await field(page, "count").locator(".problem").innerText()).toBe("Write 3 or less.");
}, 240_000);

test("a step that asks to run again does", async () => {
  const page = await bench.open();
  await choose(page, "wait-twice");
  await run(page);
  expect(await page.locator(".stage h2").innerText()).toBe("Done after 3 runs");
  await page.getByRole("tab", { name: /^Log/ }).click();
  expect(await page.locator(".log .text").allInnerTexts()).toStrictEqual(["run 1", "run 2", "run 3"]);
}, 240_000);

test("an HTTP source listens, answers and emits; its db is shown, and it is stopped", async () => {
  const page = await bench.open();
  await choose(page, "new-letter");
  const id = await starting(page, () => page.getByRole("button", { name: "Start" }).click());
  const endpoint = await page.locator(".endpoint code").innerText();
  await page.getByRole("textbox", { name: "Body of a request" }).fill("{ \"from\": \"Ada\" }");
  await page.getByRole("button", { name: "Send it" }).click();
  await page.locator(".endpoint output", { hasText: "201" }).waitFor();
  await page.locator(".events", { hasText: "Letter from Ada" }).waitFor();
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{ \"from\": \"Bob\" }",
  });
  expect(await answer.json()).toStrictEqual({ count: 2 });
  await page.locator(".events", { hasText: "Letter from Bob" }).waitFor();
  await page.getByRole("tab", { name: "Db" }).click();
  await page.locator(".json-tree", { hasText: "count: 2" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await ended(page, id);
}, 240_000);

test("a sound says how long it is, and a model is turned", async () => {
  const page = await bench.open();
  await choose(page, "make-media");
  await pick(page, "kind", "sound");
  await run(page);
  await page.locator(".sound figcaption", { hasText: "0:03 (3.0 s)" }).waitFor();
  await pick(page, "kind", "model");
  await run(page);
  const model = page.locator("canvas.model");
  await page.getByText("1 triangles").waitFor({ timeout: 30_000 });
  const before = Number(await model.getAttribute("data-angle"));
  await page.getByRole("button", { name: "Turn right" }).click();
  expect(Number(await model.getAttribute("data-angle")) - before).toBe(45);
  await model.focus();
  await page.keyboard.press("ArrowLeft");
  expect(Number(await model.getAttribute("data-angle")) - before).toBe(30);
  expect((await readdir(join(bench.dataFolder(), "runs"))).length).toBeGreaterThan(0);
}, 240_000);

test("HTML in labels, descriptions, logs and results is text; one that cannot be loaded hides no other", async () => {
  const page = await bench.open();
  await page.locator(".component-link", { hasText: /^Attack/ }).click();
  await add(page, "text");
  const id = await startRun(page);
  await ended(page, id);
  for (const tab of ["Exports", "Log", "Input"]) await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
  await page.goto(new URL("#/gallery", page.url()).href);
  await page.locator(".card").first().waitFor();
  expect(await page.title()).toBe("Workbench");
  expect(await page.locator("img[src=x], a[href^=javascript]").count()).toBe(0);

  const broken = page.locator(".component-link", { hasText: "broken.mjs" });
  expect(await broken.locator(".mark.bad").getAttribute("title")).toMatch(/not-there\.mjs/);
}, 240_000);

test("what a component finds wrong stands at its fields, also at one that was not in the form", async () => {
  const page = await bench.open();
  await choose(page, "mend-book");
  expect(await page.locator(".price").innerText()).toBe("2 credits");
  await add(page, "maxCredits");
  await control(page, "maxCredits").fill("5");
  expect(await page.locator(".price").innerText()).toBe("2 credits, at most 5");
  await control(page, "book").fill("b1");
  await run(page, "failed");
  expect(await field(page, "book").locator(".problem").innerText()).toBe("b1 is whole");
  expect(await field(page, "days").locator(".problem").innerText()).toBe("is needed to plan it");
}, 240_000);

test("what check finds wrong stands in the list and above the form", async () => {
  const page = await bench.open();
  await choose(page, "mend-book");
  await page.locator(".component-link[aria-current] .mark.bad").waitFor();
  await page.locator(".form summary", { hasText: /^\d+ to mend/ }).click();
  expect(await page.locator(".form details").innerText()).toContain("version is missing");
  await choose(page, "take-book");
  await page.locator(".form summary", { hasText: /^\d+ to mend/ }).click();
  expect(await page.locator(".form details").innerText()).toContain("(pipedream/props-label)");
  await page.locator(".component-link", { hasText: "broken.mjs" }).click();
  expect(await page.locator(".form [role=alert]").innerText()).toMatch(/not-there\.mjs/);
}, 240_000);

describe("while it is written", () => {
  let folder = "";
  const component = (name: string, prop: string) => `export default {
    key: "draft-${name.toLowerCase()}", name: "${name}", description: "Is written.", version: "0.0.1", type: "action",
    props: { ${prop}: { type: "string", label: "${prop}", description: "Any.", optional: true } },
    run: () => 1,
  };`;
  const write = (name: string, prop: string) =>
    writeFile(join(folder, "actions", "note", "note.mjs"), component(name, prop));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "workbench-draft-"));
    await mkdir(join(folder, "actions", "note"), { recursive: true });
    await write("First", "one");
  });
  afterAll(() => rm(folder, { recursive: true }));
  const draft = useBench({ componentsFolder: () => folder });

  test("whoever comes back from an editor sees what was changed", async () => {
    const page = await draft.open();
    await choose(page, "note");
    await page.locator("[data-adds=one]").waitFor();
    await write("Second", "two");
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await page.locator("[data-adds=two]").waitFor();
    expect(await page.locator(".component-link .name").allInnerTexts()).toStrictEqual(["Second"]);
  }, 240_000);
});
