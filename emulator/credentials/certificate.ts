/** Certificates for tests (X.509), made at each start and trusted by nobody: for TLS, and to sign pictures. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { bits, identifier, integer, octets, sequence, set, tagged, taggedBytes, text, time, yes } from "./der.ts";

export interface Certificate {
  name: string;
  /** In DER. */
  bytes: Buffer;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const ecdsaWithSha256 = sequence(identifier("1.2.840.10045.4.3.2"));
const day = 24 * 60 * 60 * 1000;
const validDays = 30;

const nameOf = (commonName: string) => sequence(
  set(sequence(identifier("2.5.4.10"), text("Stability emulator"))),
  set(sequence(identifier("2.5.4.3"), text(commonName))),
);

const extension = (id: string, content: Buffer, isCritical = false) =>
  sequence(identifier(id), ...isCritical ? [yes] : [], octets(content));

const spki = (key: KeyObject) => key.export({ type: "spki", format: "der" });
const keyId = (key: KeyObject) => createHash("sha1").update(spki(key)).digest();

/** RFC 5280, 4.2.1.3: which bit says what the key is for. */
const forCertificates = extension("2.5.29.15", bits(Buffer.from([0b00000110]), 1), true);
const forSignatures = extension("2.5.29.15", bits(Buffer.from([0b10000000]), 7), true);

function make(name: string, issuer: Certificate | undefined, extensions: readonly Buffer[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const above = issuer ?? { name, publicKey, privateKey };
  // A clock that is a little behind is to take it too.
  const [from, until] = [new Date(Date.now() - day), new Date(Date.now() + validDays * day)];
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(above.name),
    sequence(time(from), time(until)),
    nameOf(name),
    spki(publicKey),
    tagged(3, sequence(
      ...extensions,
      extension("2.5.29.14", octets(keyId(publicKey))),
      extension("2.5.29.35", sequence(taggedBytes(0, keyId(above.publicKey)))),
    )),
  );
  const signature = sign("sha256", body, above.privateKey);
  return { name, bytes: sequence(body, ecdsaWithSha256, bits(signature)), publicKey, privateKey };
}

export const makeAuthority = (name: string): Certificate =>
  make(name, undefined, [extension("2.5.29.19", sequence(yes), true), forCertificates]);

/** For signing documents: emailProtection is what C2PA asks for. */
export const makeSigner = (name: string, issuer: Certificate): Certificate => make(name, issuer, [
  extension("2.5.29.19", sequence(), true),
  forSignatures,
  extension("2.5.29.37", sequence(identifier("1.3.6.1.5.5.7.3.4"))),
]);

/** For a server that is called by these names and addresses (IPv4, or IPv6 in 16 bytes). */
export function makeServer(issuer: Certificate, names: readonly string[], addresses: readonly Buffer[]): Certificate {
  const subjects = [
    ...names.map((name) => taggedBytes(2, Buffer.from(name))),
    ...addresses.map((address) => taggedBytes(7, address)),
  ];
  return make(names[0] ?? "localhost", issuer, [
    extension("2.5.29.19", sequence(), true),
    forSignatures,
    extension("2.5.29.37", sequence(identifier("1.3.6.1.5.5.7.3.1"))),
    extension("2.5.29.17", sequence(...subjects)),
  ]);
}

/** As files have it. */
export const toPem = ({ bytes }: Certificate): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n").trim()}\n-----END CERTIFICATE-----\n`;
