/** What the platform remembers of a deployed source from one start to the next, in a file. */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject, type Json } from "../component/component.ts";
import { parseJson } from "../component/json.ts";
import type { SeenIds } from "./dedupe.ts";
import { messageOf, RuntimeError } from "../component/runtime-error.ts";

export interface Deployment {
  /** The key of the source. */
  key: string;
  /** The content of its `$.service.db`. */
  db: Json;
  /** The ids of events that its dedupe strategy compares with. */
  seen: SeenIds;
}

const isDeployment = (value: unknown): value is Deployment =>
  isObject(value)
  && typeof value["key"] === "string"
  && isObject(value["db"])
  && Array.isArray(value["seen"]) && value["seen"].every((id) => typeof id === "string");

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isObject(error) && error["code"] === "ENOENT") return undefined;
    throw new RuntimeError(`The db cannot be read: ${messageOf(error)}`);
  }
}

export interface Remembered {
  /** `undefined` if the source was never deployed there, or nothing can be read any more. */
  deployment?: Deployment;
  /** Where a file was put that could not be read. */
  asidePath?: string;
}

/**
 * A damaged file is kept aside, so that nothing of it is lost, and the source begins anew.
 * @throws RuntimeError if the file cannot be read, or holds what another source remembers
 */
export async function readDeployment(path: string, key: string): Promise<Remembered> {
  const text = await readText(path);
  if (text === undefined) return {};
  const deployment = parseJson(text);
  if (!isDeployment(deployment)) {
    const asidePath = `${path}.damaged-${Date.now()}`;
    await rename(path, asidePath);
    return { asidePath };
  }
  if (deployment.key === key) return { deployment };
  throw new RuntimeError(`${path} holds the db of ${deployment.key}, and not of ${key}. Name another file.`);
}

/**
 * Whole or not at all: whoever reads the file finds the old content or the new.
 * @throws RuntimeError if it cannot be written
 */
export async function writeDeployment(path: string, deployment: Deployment): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, `${JSON.stringify(deployment, null, 2)}\n`);
    await rename(unfinished, path);
  } catch (error) {
    // Where there is nothing to remove, or no way to, the first error is still the one to tell.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new RuntimeError(`The db cannot be kept: ${messageOf(error)}`);
  }
}
