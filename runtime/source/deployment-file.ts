/** What the platform remembers of a deployed source from one start to the next, in a file. */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject, type Json } from "../component/component.ts";
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isObject(error) && error["code"] === "ENOENT") return undefined;
    throw new RuntimeError(`The db cannot be read: ${messageOf(error)}`);
  }
}

/**
 * @returns `undefined` if there is no such file: the source was never deployed there
 * @throws RuntimeError if the file holds something else, or what another source remembers
 */
export async function readDeployment(path: string, key: string): Promise<Deployment | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  const deployment = parse(text);
  if (isDeployment(deployment) && deployment.key === key) return deployment;
  throw new RuntimeError(`${path} does not hold the db of ${key}. Name another file, or remove this one to begin anew.`);
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
