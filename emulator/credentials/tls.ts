/** What https needs: a certificate made at the start, and a file with the authority above it for clients to trust. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAuthority, makeServer, toPem } from "./certificate.ts";

/** The API's own name too: a client with a fixed host can be led here. */
const names = ["localhost", "api.stability.ai"];
const addresses = [Buffer.from([127, 0, 0, 1]), Buffer.from([...Array.from({ length: 15 }, () => 0), 1])];

export interface Tls {
  options: { key: string; cert: string };
  /** The authority, in PEM. */
  certificatePath: string;
  close(): Promise<void>;
}

/** Makes the file in a folder of its own, which `close` removes. */
export async function openTls(): Promise<Tls> {
  const authority = makeAuthority("Emulator TLS authority");
  const server = makeServer(authority, names, addresses);
  const folder = await mkdtemp(join(tmpdir(), "stability-emulator-"));
  const certificatePath = join(folder, "authority.pem");
  await writeFile(certificatePath, toPem(authority));
  const key = server.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return {
    options: { key, cert: toPem(server) + toPem(authority) },
    certificatePath,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
