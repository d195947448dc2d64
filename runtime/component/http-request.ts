/** A prop of the type `http_request`: a request that the user fills in, and the component sends. */
import { isObject, type Json } from "./component.ts";
import { jsonOf, parseJson } from "./json.ts";

export interface HttpRequestProp extends Json {
  execute: () => Promise<{ status: number; statusText: string; headers: Json; data: unknown }>;
}

/** Headers, parameters and fields are written as an object, or as a list of names and values. */
function pairsOf(written: unknown): [string, string][] {
  const toText = (value: unknown) => typeof value === "string" ? value : jsonOf(value);
  if (isObject(written)) return Object.entries(written).map(([name, value]) => [name, toText(value)]);
  if (!Array.isArray(written)) return [];
  return written.filter(isObject).filter(({ disabled }) => disabled !== true)
    .map(({ name, key, value }) => [toText(name ?? key), toText(value)]);
}

function authorizationOf(auth: unknown): Record<string, string> {
  if (!isObject(auth)) return {};
  const { type, username = "", password = "", token } = auth;
  if (type === "basic" || "username" in auth) {
    return { authorization: `Basic ${Buffer.from(`${String(username)}:${String(password)}`).toString("base64")}` };
  }
  return typeof token === "string" ? { authorization: `Bearer ${token}` } : {};
}

function bodyOf(written: unknown): { body?: string; type?: string } {
  if (written === undefined || written === null) return {};
  if (typeof written === "string") return { body: written };
  if (!isObject(written)) return { body: JSON.stringify(written), type: "application/json" };
  const { contentType, mode, raw, fields } = written;
  if (raw === undefined && fields === undefined) return { body: JSON.stringify(written), type: "application/json" };
  const type = typeof contentType === "string" ? contentType : "application/json";
  if (mode === "fields" || raw === undefined) return { body: JSON.stringify(Object.fromEntries(pairsOf(fields))), type };
  return { body: typeof raw === "string" ? raw : JSON.stringify(raw), type };
}

/** @param given `{ method, url, headers, params, auth, body | data }`, as Pipedream's form keeps it */
export function createHttpRequest(given: Json): HttpRequestProp {
  return {
    ...given,
    async execute() {
      const { method = "GET", url = "", headers, params, auth, body: written, data } = given;
      const address = new URL(String(url));
      for (const [name, value] of pairsOf(params)) address.searchParams.append(name, value);
      const { body, type } = bodyOf(written ?? data);
      const response = await fetch(address, {
        method: String(method).toUpperCase(),
        headers: {
          ...type !== undefined && { "content-type": type },
          ...authorizationOf(auth),
          ...Object.fromEntries(pairsOf(headers)),
        },
        ...body !== undefined && { body },
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`Request failed with status code ${response.status}: ${text.slice(0, 1000)}`);
      return {
        status: response.status,
        statusText: response.statusText,
        headers: Object.fromEntries(response.headers),
        data: parseJson(text) ?? text,
      };
    },
  };
}
