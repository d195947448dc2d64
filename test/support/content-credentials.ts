/** Asks the official validator of Content Credentials, which is not ours, whether a file is as it was signed. */
import init, { WasmReader } from "@contentauth/c2pa-wasm";
import { readFile } from "node:fs/promises";

let ready: Promise<unknown> | undefined;

/** In Node its WebAssembly does not load itself. */
async function load(): Promise<void> {
  const path = "node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm";
  ready ??= readFile(path).then((module) => init({ module_or_path: module }));
  await ready;
}

/**
 * @returns "Valid" or "Trusted" if nothing was changed, "Invalid" if something was; nothing for a file that has none
 * @throws what the validator throws if it cannot read the file
 */
export async function credentialsState(bytes: Buffer, contentType: string): Promise<string | undefined> {
  await load();
  try {
    const reader = await WasmReader.fromBytes(contentType, bytes);
    const { validation_state: state } = JSON.parse(reader.json()) as { validation_state: string };
    reader.free();
    return state;
  } catch (error) {
    if (String(error).includes("JumbfNotFound")) return undefined;
    throw error;
  }
}
