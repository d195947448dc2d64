/** Why a network does not carry a request, in words: every code that Node has for it. */
import { codeOf } from "../json.ts";

type Causes = Readonly<Record<string, string>>;

/** From the name of the host to a connection. */
const connectionCauses: Causes = {
  ENOTFOUND: "there is no host of that name",
  ENODATA: "there is no host of that name",
  EAI_NODATA: "there is no host of that name",
  EAI_NONAME: "there is no host of that name",
  EAI_AGAIN: "the name of the host could not be looked up; try again later",
  EAI_FAIL: "the name of the host could not be looked up",
  ESERVFAIL: "the name of the host could not be looked up",
  ECONNREFUSED: "nothing accepts connections there",
  EHOSTUNREACH: "no way leads to the host",
  EHOSTDOWN: "the host is down",
  ENETUNREACH: "no way leads to the host's network",
  ENETDOWN: "this machine has no network",
  EADDRNOTAVAIL: "this machine has no address for such a connection",
  EAFNOSUPPORT: "this machine has no address for such a connection",
  EINVAL: "no connection is possible to such an address",
  EACCES: "this machine does not permit such a connection",
  EPERM: "this machine does not permit such a connection",
  ETIMEDOUT: "the host does not answer",
  ERR_SOCKET_CONNECTION_TIMEOUT: "the host does not answer",
  ERR_SOCKET_BAD_PORT: "there is no such port",
  EMFILE: "too many files and connections are open",
  ENFILE: "too many files and connections are open on this machine",
  ENOBUFS: "this machine has no memory left for connections",
  ENOMEM: "this machine has no memory left for connections",
  ECONNRESET: "the host closed the connection while it was set up",
  EPIPE: "the host closed the connection while it was set up",
  ECONNABORTED: "the connection broke while it was set up",
};

const unknownIssuer = "its certificate was issued by an authority that this machine does not know";
const selfSigned = "its certificate is self-signed, so nobody vouches for it";
const notHttps = "no secure connection came about; perhaps that port does not speak https";

/** From a connection to a secure one. */
const securityCauses: Causes = {
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet; is the clock of this machine right?",
  CERT_REVOKED: "its certificate was revoked",
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate was issued by a self-signed authority that this machine does not know",
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  CERT_UNTRUSTED: unknownIssuer,
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  HOSTNAME_MISMATCH: "its certificate is for another host",
  CERT_SIGNATURE_FAILURE: "its certificate carries a wrong signature",
  CERT_REJECTED: "its certificate is not meant for that",
  INVALID_PURPOSE: "its certificate is not meant for that",
  INVALID_CA: "its certificate was issued by somebody who is no authority",
  PATH_LENGTH_EXCEEDED: "the chain of its certificate is too long",
  CERT_CHAIN_TOO_LONG: "the chain of its certificate is too long",
  EPROTO: notHttps,
  ERR_SSL_WRONG_VERSION_NUMBER: notHttps,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notHttps,
  ERR_SSL_HTTP_REQUEST: notHttps,
  ERR_SSL_UNSUPPORTED_PROTOCOL: "it speaks no version of TLS that this machine takes",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "it speaks no version of TLS that this machine takes",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "it asks for a certificate that this client does not have",
  ERR_TLS_HANDSHAKE_TIMEOUT: "the secure connection was not set up in time",
};

/** What may break an exchange that has begun. */
const exchangeCauses: Causes = {
  ETIMEDOUT: "the host stopped answering",
  EHOSTUNREACH: "the way to the host broke off",
  ENETUNREACH: "the way to the host broke off",
  ENETDOWN: "the network of this machine broke off",
  Z_DATA_ERROR: "its compressed answer is broken",
  Z_BUF_ERROR: "its compressed answer is broken",
  HPE_HEADER_OVERFLOW: "the headers of its answer are too large",
};

/** Node has some fifty codes for certificates, and OpenSSL hundreds for the rest. */
function securityCause(code: string): string | undefined {
  if (/^ERR_(SSL|TLS)_/.test(code)) return `no secure connection came about (${code})`;
  return /CERT|CRL|ISSUER|_CA$|HOSTNAME|_PURPOSE/.test(code) ? `its certificate is not valid (${code})` : undefined;
}

const wordsFor = (code: string, causes: Causes): string | undefined =>
  Object.hasOwn(causes, code) ? causes[code] : undefined;

/** Why no connection came about. */
export function connectionCause(error: unknown): string {
  const code = codeOf(error) ?? "";
  return wordsFor(code, connectionCauses) ?? wordsFor(code, securityCauses) ?? securityCause(code)
    ?? `no connection came about${code === "" ? "" : ` (${code})`}`;
}

/** Why an exchange broke that had a connection. */
export function exchangeCause(error: unknown): string {
  const code = codeOf(error) ?? "";
  return wordsFor(code, exchangeCauses) ?? (code.startsWith("HPE_") ? "its answer is not HTTP" : "the connection broke");
}

/** Whether the next request would fail alike: who a host is does not change within a minute. */
export function isLasting(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  return Object.hasOwn(securityCauses, code) || securityCause(code) !== undefined || code === "ERR_SOCKET_BAD_PORT";
}
