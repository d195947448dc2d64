/** Where requests go, and which key may go there. */
import { ConfigurationError } from "@pipedream/platform";

const officialHostname = "api.stability.ai";

export interface Host {
  /** Origin and path prefix, without a slash at the end. */
  url: string;
  isOfficial: boolean;
  /** Whether what is sent is not encrypted. */
  isPlain: boolean;
  /** Whether what is sent never leaves this machine. */
  isLoopback: boolean;
}

const isLoopback = (hostname: string) =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/**
 * The host that `STABILITY_API_HOST` names (an emulator, a gateway, a server of one's own), or Stability AI's.
 * @throws ConfigurationError if the variable holds no http(s) address
 */
export function apiHost(environment: Readonly<Record<string, string | undefined>> = process.env): Host {
  const text = environment["STABILITY_API_HOST"] || `https://${officialHostname}`;
  const url = parseUrl(text);
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.search !== "") {
    throw new ConfigurationError(
      "STABILITY_API_HOST must be an http or https address, for example http://127.0.0.1:4010.",
    );
  }
  return {
    url: url.href.replace(/(?<!\/)\/+$/, ""),
    isOfficial: url.hostname === officialHostname,
    isPlain: url.protocol === "http:",
    isLoopback: isLoopback(url.hostname),
  };
}

/** Keys for the emulator begin with this; the real API has none of them. */
const emulatorKeyPrefix = "sk-emulator-";

/**
 * The key, if it may be sent to this host.
 * @throws ConfigurationError, which never shows the key
 */
export function keyFor(host: Host, key: unknown): string {
  const refuse = (reason: string) => new ConfigurationError(`Nothing was sent: ${reason}`);
  if (typeof key !== "string" || key.trim() === "") {
    throw refuse("the Stability AI API key is missing. Connect a DreamStudio account, "
      + "or set DREAMSTUDIO_API_KEY where you run the component yourself.");
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw refuse("the Stability AI API key holds a space or another character that no key has. Copy it again from "
      + "https://platform.stability.ai/account/keys.");
  }
  if (key.startsWith(emulatorKeyPrefix)) {
    if (host.isOfficial) {
      throw refuse(`this key is for the emulator; ${officialHostname} needs one from `
        + "https://platform.stability.ai/account/keys.");
    }
  } else if (host.isPlain && !host.isLoopback) {
    throw refuse(`the key would travel unencrypted to ${host.url}. Use an https address.`);
  }
  return key;
}
