/** Signs as Content Credentials want it: COSE_Sign1 (RFC 9052) in CBOR (RFC 8949), as much of it as is needed. */
import { createPrivateKey, sign } from "node:crypto";
import type { Signer } from "../state/studio.ts";

/** A value of CBOR by its major type and its number, which is a length for most. */
function head(major: number, number: number): Buffer {
  const type = major << 5;
  if (number < 24) return Buffer.from([type | number]);
  if (number < 256) return Buffer.from([type | 24, number]);
  return Buffer.from([type | 25, number >> 8, number & 255]);
}

const bytes = (content: Uint8Array) => Buffer.concat([head(2, content.length), content]);
const text = (content: string) => Buffer.concat([head(3, content.length), Buffer.from(content)]);
const list = (...items: readonly Buffer[]) => Buffer.concat([head(4, items.length), ...items]);
const map = (...members: readonly Buffer[]) => Buffer.concat([head(5, members.length / 2), ...members]);
const nothing = Buffer.from([0xf6]);

const algorithm = head(0, 1);
const es256 = head(1, 6);
const certificateChain = head(0, 33);
const coseSign1 = head(6, 18);

/** A byte string of less than 64 KiB, which two certificates and a signature never need. */
export const signatureBytes = 4096;

/** @returns exactly `signatureBytes`, as room for them was left before */
export function coseSignature(claim: Uint8Array, { privateKey, certificates }: Signer): Uint8Array<ArrayBuffer> {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: "der", type: "pkcs8" });
  const headers = bytes(map(algorithm, es256, certificateChain, list(...certificates.map(bytes))));
  const signed = list(text("Signature1"), headers, bytes(Buffer.alloc(0)), bytes(claim));
  const signature = bytes(sign("sha256", signed, { key, dsaEncoding: "ieee-p1363" }));
  const padded = (length: number) =>
    Buffer.concat([coseSign1, list(headers, map(text("pad"), bytes(Buffer.alloc(length))), nothing, signature)]);
  // From 256 to 65,535 bytes, the length of the padding takes the same room.
  const usual = 256;
  return Uint8Array.from(padded(signatureBytes - padded(usual).length + usual));
}
