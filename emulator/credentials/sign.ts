/** Signs what was drawn with Content Credentials (C2PA). Runs in a thread of its own, as it changes its globals. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Drawn, Signer } from "../state/studio.ts";
import { coseSignature, signatureBytes } from "./cose.ts";

/** The library reads its source as a worker in a browser does: at once, where Node's Blob can only promise. */
class Source extends Blob {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super([]);
    this.#bytes = bytes;
  }

  override get size(): number {
    return this.#bytes.length;
  }

  override slice(start = 0, end = this.#bytes.length): Source {
    return new Source(this.#bytes.subarray(start, end));
  }

  read(): ArrayBuffer {
    return Uint8Array.from(this.#bytes).buffer;
  }
}

class FileReaderSync {
  readAsArrayBuffer(source: Source): ArrayBuffer {
    return source.read();
  }
}

/** It is large, so it is loaded with the first picture that is signed. */
async function load() {
  Object.assign(globalThis, { FileReaderSync });
  const { default: init, WasmBuilder } = await import("@contentauth/c2pa-wasm");
  await init({ module_or_path: await readFile(fileURLToPath(import.meta.resolve("@contentauth/c2pa-wasm/c2pa.wasm"))) });
  return WasmBuilder;
}

let library: ReturnType<typeof load> | undefined;

const manifest = JSON.stringify({
  claim_generator_info: [{ name: "stability-emulator" }],
  assertions: [{
    label: "c2pa.actions",
    data: {
      actions: [{
        action: "c2pa.created",
        digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
      }],
    },
  }],
});

const signable = /^(image|video|audio)\//;

/** The same picture with a manifest of its own; what cannot carry one (a model in 3D) stays as it is. */
export async function sign({ bytes, contentType }: Drawn, signer: Signer): Promise<Uint8Array> {
  if (!signable.test(contentType)) return bytes;
  library ??= load();
  const builder = (await library).fromJson(manifest);
  try {
    return await builder.sign({
      alg: "es256",
      reserveSize: signatureBytes,
      sign: (claim) => Promise.resolve(coseSignature(claim, signer)),
    }, [], contentType, new Source(bytes));
  } finally {
    builder.free();
  }
}
