/** Who may speak to the workbench: this machine's own browser, with the token of the address that was printed. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** No outside resource, no inline script or style, no frame; `blob:` is for pictures that the page itself makes. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

export const createToken = (): string => randomBytes(24).toString("base64url");

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Cookies do not know ports, so the port is part of the name. */
const cookieName = (port: number) => `workbench-${port}`;

function cookieOf({ headers: { cookie = "" } }: FastifyRequest, name: string): string {
  const pairs = cookie.split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? "";
}

const tokenOf = ({ query }: FastifyRequest): string | undefined => {
  const { token } = query as { token?: unknown };
  return typeof token === "string" ? token : undefined;
};

/** The hosts that name this server; a page of another host that resolves to this machine is not among them. */
const hostsAt = (port: number) => [`127.0.0.1:${port}`, `localhost:${port}`];

/** A browser names the origin of whatever changes something; one that asks for a page or a file may leave it out. */
function refusalOf({ headers: { host = "", origin }, method }: FastifyRequest, port: number): string | undefined {
  if (!hostsAt(port).includes(host)) return "This host name is not the workbench's.";
  if (origin === undefined && method === "GET") return undefined;
  return origin === `http://${host}` ? undefined : "Another origin may not ask the workbench.";
}

/** Every answer has the headers; every request is refused that is not from the workbench's own page. */
export function guard(server: FastifyInstance, { token, port }: { token: string; port: () => number }): void {
  server.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(headers);
    const refusal = refusalOf(request, port());
    if (refusal !== undefined) return reply.code(403).send({ message: refusal });
    const given = tokenOf(request);
    if (given !== undefined && isSame(given, token)) {
      const cookie = `${cookieName(port())}=${token}; HttpOnly; SameSite=Strict; Path=/`;
      return reply.header("set-cookie", cookie).redirect("/");
    }
    if (isSame(cookieOf(request, cookieName(port())), token)) return undefined;
    return reply.code(401).send({ message: "Open the workbench by the address that was printed when it started." });
  });
}
