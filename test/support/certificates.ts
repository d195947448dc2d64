/** Certificates for the tests of secure hosts, made anew each time. */
import { generate, type CertificateExtension, type GenerateResult } from "selfsigned";

export interface CertificateOptions {
  /** The host that it is for. */
  host?: string;
  /** In days from now. */
  from?: number;
  until?: number;
  /** Who issues it; without that, it is its own issuer. */
  issuer?: GenerateResult;
  isAuthority?: boolean;
}

const extensionsOf = (isAuthority: boolean, host: string): CertificateExtension[] => [
  { name: "basicConstraints", cA: isAuthority, critical: true },
  isAuthority
    ? { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true }
    : { name: "subjectAltName", altNames: [{ type: 2, value: host }] },
];

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

/** A certificate, with `private` as its key. */
export function makeCertificate(options: CertificateOptions = {}): Promise<GenerateResult> {
  const { host = "localhost", from = -1, until = 1, issuer, isAuthority = false } = options;
  return generate([{ name: "commonName", value: isAuthority ? "An authority of the tests" : host }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: inDays(from),
    notAfterDate: inDays(until),
    extensions: extensionsOf(isAuthority, host),
    ...issuer !== undefined && { ca: { key: issuer.private, cert: issuer.cert } },
  });
}
