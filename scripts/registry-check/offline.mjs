// Loaded into each process of a component (node --import): nothing but this machine can be reached.
import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const home = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3}|0\.0\.0\.0)$/;

const refusal = (host) => Object.assign(new Error(`offline: ${host} is not this machine`), { code: "ENETUNREACH" });

const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  if (home.test(host)) return lookup(host, ...rest);
  process.nextTick(rest.at(-1), refusal(host));
};
dns.promises.lookup = async (host) => {
  throw refusal(host);
};
for (const place of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(place).filter((it) => /^(resolve|reverse)/.test(it))) {
    place[name] = (host, ...rest) => {
      const callback = rest.at(-1);
      if (typeof callback !== "function") return Promise.reject(refusal(host));
      process.nextTick(callback, refusal(host));
    };
  }
}

// An address needs no look-up.
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = args.flat();
  const host = typeof first === "object" && first !== null ? first.host : typeof second === "string" ? second : undefined;
  // Names are looked up first, and refused there.
  if (net.isIP(host ?? "") === 0 || home.test(host)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(refusal(host)));
  return this;
};

const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  const host = args.find((arg) => typeof arg === "string" && (net.isIP(arg) > 0 || /\./.test(arg)));
  if (host === undefined || home.test(host)) return send.apply(this, args);
  process.nextTick(() => this.emit("error", refusal(host)));
};
syncBuiltinESMExports();
