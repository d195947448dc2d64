/** What a host says where it gives no file: its status, and the reason in its own words if it has a short one. */
import type { IncomingMessage } from "node:http";
import { StabilityError } from "../../errors/stability-error.ts";
import { isObject, parseJson, textOf } from "../../json.ts";
import { titleOf, xmlText } from "../../page-title.ts";
import { parseRetryAfter } from "../../retry-after.ts";
import { harmless } from "../../text.ts";
import { unpacked } from "../../unpack.ts";
import type { Followed } from "./follow.ts";

const mostBytes = 65_536;
const mostCharacters = 200;

/** The beginning of a body; what cannot be read says nothing. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of await unpacked(response, response.headers["content-encoding"]) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) break;
    }
  } catch {
    // What came until then is all there is.
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, mostBytes).toString("utf8");
}

/** The names under which hosts put a reason into JSON, the best first. */
const reasonNames = ["message", "error_description", "detail", "title", "error"];

function jsonReason(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const reasons = reasonNames.flatMap((name) => Object.hasOwn(value, name) ? [value[name]] : []);
  return reasons.map((one) => textOf(one) ?? jsonReason(one)).find((one) => one !== undefined);
}

function reasonIn(body: string): string | undefined {
  const text = body.trim();
  if (text.startsWith("{")) return jsonReason(parseJson(text));
  if (text.startsWith("<")) return xmlText(text, "Message") ?? titleOf(text);
  return text.includes("\ufffd") ? undefined : textOf(text);
}

/** The parts of an address that may let anybody fetch the file. */
function secretsOf({ username, password, search, searchParams, hash }: URL): string[] {
  const values = [search, hash, search.slice(1), username, password, ...searchParams.values()];
  return values.flatMap((value) => [value, decoded(value)]).filter((value) => value.length >= leastSecret);
}

/** Shorter ones are words like `w=100`, and take none of the meaning when they are seen. */
const leastSecret = 6;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withoutSecrets = (text: string, way: readonly URL[]) => way.flatMap(secretsOf)
  .sort((a, b) => b.length - a.length)
  .reduce((rest, secret) => rest.replaceAll(secret, "…"), text);

/** The error for an answer that is no file. */
export async function errorFromRefusal({ response, way }: Followed): Promise<StabilityError> {
  const { statusCode: status = 0, headers } = response;
  const reason = harmless(withoutSecrets(reasonIn(await beginningOf(response)) ?? "", way), mostCharacters);
  const said = reason === "" ? "" : ` ("${reason}")`;
  return new StabilityError(`the answer was status ${status}${said}`, {
    status,
    retryAfterMillis: parseRetryAfter(headers["retry-after"]),
  });
}
