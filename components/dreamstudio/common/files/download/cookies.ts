/** Cookies between the redirects of one download: some hosts give one, and redirect for ever without it (RFC 6265). */
import { isIP } from "node:net";

interface Cookie {
  name: string;
  value: string;
  domain: string;
  /** Whether only this host gets it, and no other below it. */
  isHostOnly: boolean;
  path: string;
  isSecure: boolean;
}

/** More than a host needs for a file. */
const mostCookies = 50;
const mostCharacters = 4_096;

const isBelow = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

/** A host sets cookies for itself and what is above it, but not for all of a top level. */
const maySet = (host: string, domain: string) => domain === "" || domain === host
  || (domain.includes(".") && isIP(host) === 0 && isBelow(host, domain));

/** The folder of the page that sets a cookie. */
const folderOf = ({ pathname }: URL) => pathname.slice(0, Math.max(1, pathname.lastIndexOf("/")));

const isInFolder = (path: string, folder: string) =>
  path === folder || (path.startsWith(folder) && (folder.endsWith("/") || path[folder.length] === "/"));

/** `name=value` apart; the value of what has none is empty. */
function pairIn(text: string): [name: string, value: string] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim(), ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function isOver(attributes: ReadonlyMap<string, string>): boolean {
  const seconds = attributes.get("max-age");
  if (seconds !== undefined && /^-?\d+$/.test(seconds)) return Number(seconds) <= 0;
  return Date.parse(attributes.get("expires") ?? "") <= Date.now();
}

export class Cookies {
  #cookies: Cookie[] = [];

  /** Takes the cookies that an answer sets. */
  take(url: URL, lines: readonly string[] = []): void {
    for (const line of lines.slice(0, mostCookies)) {
      if (line.length <= mostCharacters) this.#takeOne(url, line);
    }
    this.#cookies = this.#cookies.slice(-mostCookies);
  }

  /** The header for a request; `undefined` if no cookie goes there. */
  headerFor({ hostname, pathname, protocol }: URL): string | undefined {
    const sent = this.#cookies.filter(({ domain, isHostOnly, path, isSecure }) =>
      (isHostOnly ? hostname === domain : isBelow(hostname, domain))
      && isInFolder(pathname, path) && (!isSecure || protocol === "https:"));
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  #takeOne(url: URL, line: string): void {
    const [first = "", ...others] = line.split(";");
    const [name, value] = pairIn(first);
    const attributes = new Map(others.map((text) => {
      const [key, entry] = pairIn(text);
      return [key.toLowerCase(), entry];
    }));
    const domain = (attributes.get("domain") ?? "").replace(/^\./, "").toLowerCase();
    if (name === "" || !maySet(url.hostname, domain)) return;
    const path = attributes.get("path") ?? "";
    const cookie = {
      name,
      value,
      domain: domain === "" ? url.hostname : domain,
      isHostOnly: domain === "",
      path: path.startsWith("/") ? path : folderOf(url),
      isSecure: attributes.has("secure"),
    };
    this.#cookies = this.#cookies.filter((other) =>
      other.name !== name || other.domain !== cookie.domain || other.path !== cookie.path);
    if (!isOver(attributes)) this.#cookies.push(cookie);
  }
}
