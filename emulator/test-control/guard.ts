/** Keeps the control to this machine: a page in a browser, from wherever it came, is not to steer the emulator. */
import type { FastifyInstance } from "fastify";
import { ControlError } from "./errors.ts";

/** The names of this machine; a page of others that was led here (DNS rebinding) has another name in `Host`. */
const ownNames = ["127.0.0.1", "localhost", "[::1]"];

const nameOf = (host: string) => host.replace(/:\d+$/, "").toLowerCase();

export function refuseOtherHosts(control: FastifyInstance): void {
  control.addHook("onRequest", ({ headers: { host = "" } }, _reply, next) => {
    if (!ownNames.includes(nameOf(host))) throw new ControlError(403, "host: must be 127.0.0.1 or localhost");
    next();
  });
}

const isOwn = (origin: string, host: string) =>
  URL.canParse(origin) && new URL(origin).host.toLowerCase() === host.toLowerCase();

/** What browsers say of where a request comes from: anything but the page of the emulator itself is foreign. */
export function refuseOtherPages(control: FastifyInstance): void {
  control.addHook("onRequest", ({ headers }, _reply, next) => {
    const { host = "", origin, "sec-fetch-site": site = "none" } = headers;
    const isForeign = (origin !== undefined && !isOwn(origin, host)) || !["none", "same-origin"].includes(site);
    if (isForeign) throw new ControlError(403, "origin: other pages may not use the control");
    next();
  });
}
