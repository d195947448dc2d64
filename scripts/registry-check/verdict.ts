/** What came of a component, and whether the runtime is why it failed. */
import type { HttpRequest, RunError } from "pipedream-local-runtime";

export interface Verdict {
  path: string;
  /** It was loaded and described, and its `run`, or a hook, was called. */
  starts: boolean;
  /** Of a failure: what the component says. */
  error?: string;
  /** Whether the failure is one of the component's own: of the network, or of what is made up. */
  isExplained: boolean;
}

/** What the libraries of the apps say where no network is, or an account is made up. */
const ofNetwork = new RegExp([
  "offline", "ENETUNREACH", "ECONN", "ENOTFOUND", "EPROTO", "socket", "network", "timeout", "getaddrinfo", "fetch failed",
  "made-up", "status code", "credential", "auth", "Invalid URL", "DECODER",
].join("|"), "i");

const textOf = ({ name, message, cause }: RunError): string =>
  `${name}: ${message}${cause === undefined ? "" : ` (${textOf(cause)})`}`;

/** A component that sent something, or came so far as to miss the network, found in the runtime what it needs. */
export function verdictOf(path: string, error: RunError | null, requests: readonly HttpRequest[]): Verdict {
  if (error === null) return { path, starts: true, isExplained: true };
  const text = textOf(error);
  return { path, starts: true, error: text, isExplained: requests.length > 0 || ofNetwork.test(text) };
}

export const rejected = (path: string, error: unknown): Verdict =>
  ({ path, starts: false, error: error instanceof Error ? error.message : String(error), isExplained: false });
