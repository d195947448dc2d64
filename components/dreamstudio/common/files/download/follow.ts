/** Asks for a file, and goes where the answers redirect, as curl and browsers do. */
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { version } from "../../../package.json";
import { StabilityError } from "../../errors/stability-error.ts";
import { Cookies } from "./cookies.ts";

/** As many as browsers follow. */
const maxRedirects = 20;

const headers = {
  "User-Agent": `dreamstudio-for-pipedream/${version} (+https://pipedream.com/apps/dreamstudio)`,
  Accept: "image/png, image/jpeg, image/webp, */*;q=0.8",
  "Accept-Encoding": "gzip, deflate, br",
};

/** What came at the end of all redirects, and the addresses on the way. */
export interface Followed {
  response: IncomingMessage;
  /** The address of the user first. */
  way: readonly URL[];
}

function get(url: URL, cookies: Cookies, signal: AbortSignal): Promise<IncomingMessage> {
  const client = url.protocol === "https:" ? https : http;
  const cookie = cookies.headerFor(url);
  const sent = { ...headers, ...cookie !== undefined && { Cookie: cookie } };
  return new Promise((resolve, reject) => {
    client.get(url, { signal, agent: false, headers: sent }, resolve).on("error", reject);
  });
}

/** Hosts send the bytes of UTF-8 in a header, which Node reads as latin1. */
function asUtf8(header: string): string {
  const text = Buffer.from(header, "latin1").toString("utf8");
  return text.includes("\ufffd") ? header : text;
}

/** @throws StabilityError if it leads nowhere that can be asked */
function targetOf(location: string, from: URL): URL {
  const text = asUtf8(location);
  if (!URL.canParse(text, from)) throw new StabilityError("it redirects to something that is no address");
  const target = new URL(text, from);
  if (!/^https?:$/.test(target.protocol)) throw new StabilityError("it redirects to something else than http or https");
  if (target.origin === from.origin && target.username === "") {
    target.username = from.username;
    target.password = from.password;
  }
  return target;
}

/** @throws StabilityError, or what the HTTP client throws */
export async function follow(start: URL, signal: AbortSignal): Promise<Followed> {
  const cookies = new Cookies();
  const way = [start];
  for (let url = start; ;) {
    const response = await get(url, cookies, signal);
    cookies.take(url, response.headers["set-cookie"]);
    const { statusCode = 0, headers: { location } } = response;
    if (statusCode < 300 || statusCode >= 400 || location === undefined) return { response, way };
    response.destroy();
    if (way.length > maxRedirects) throw new StabilityError(`it redirects more than ${maxRedirects} times`);
    url = targetOf(location, url);
    way.push(url);
  }
}
