/** A workbench for the tests of one file, with an emulator, in a browser: all closed and gone after them. */
import { afterAll, afterEach, beforeAll } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkbench, type Workbench, type WorkbenchOptions } from "pipedream-local-runtime/workbench";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { createEmulator, type Emulator, type EmulatorOptions } from "stability-emulator";
import { launchBrowser } from "./browser.ts";

export interface BenchOptions extends Omit<Partial<WorkbenchOptions>, "componentsFolder"> {
  /** A folder that a test makes is known only when the bench is set up. */
  componentsFolder?: string | (() => string);
  emulator?: EmulatorOptions;
}

export interface Bench {
  /** With the token. */
  url: () => string;
  dataFolder: () => string;
  emulator: () => string;
  /** A page of its own, on which the workbench is open; what goes wrong in its scripts fails the test. */
  open: (address?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Ends the workbench and starts it again on the same folder. */
  restart: () => Promise<void>;
}

/** One for all benches of a file, started with its first page. */
let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

export function useBench({
  emulator: emulatorOptions,
  componentsFolder = "components/dreamstudio",
  ...options
}: BenchOptions = {}): Bench {
  let emulator: Emulator | undefined;
  let workbench: Workbench | undefined;
  let dataFolder = "";
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  const start = async () => {
    const describeServer = () => Promise.resolve({ kind: "emulator" as const, name: "a server of the test" });
    const folder = typeof componentsFolder === "string" ? componentsFolder : componentsFolder();
    workbench = await createWorkbench({ componentsFolder: folder, dataFolder, describeServer, ...options });
  };
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), "workbench-test-"));
    emulator = await createEmulator({ asOf: "any", startingCredits: 1000, ...emulatorOptions });
    process.env["STABILITY_API_HOST"] = emulator.url;
    process.env["DREAMSTUDIO_API_KEY"] = "sk-emulator-workbench-test";
    await start();
  }, 240_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const found = faults.splice(0);
    if (found.length > 0) throw new Error(`The page has faults:\n${found.join("\n")}`);
  });
  afterAll(async () => {
    await workbench?.close();
    await emulator?.close();
    delete process.env["STABILITY_API_HOST"];
    delete process.env["DREAMSTUDIO_API_KEY"];
    await rm(dataFolder, { recursive: true });
  });
  return {
    url: () => workbench?.url ?? "",
    dataFolder: () => dataFolder,
    emulator: () => emulator?.url ?? "",
    async open(address = "", contextOptions = {}) {
      browser ??= launchBrowser();
      const context = await (await browser).newContext({
        viewport: { width: 1400, height: 900 },
        reducedMotion: "reduce",
        acceptDownloads: true,
        ...contextOptions,
      });
      contexts.push(context);
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      await page.goto(workbench?.url ?? "");
      await page.locator(".component-link").first().waitFor();
      if (address !== "") await page.goto(new URL(address, page.url()).href);
      return page;
    },
    async restart() {
      await workbench?.close();
      await start();
    },
  };
}
