// Runs before each test file: no test reaches a host that is not this machine, whatever the code under test does.
import dns from "node:dns";

const home = new Set(["localhost", "127.0.0.1", "::1"]);
const { lookup } = dns;

dns.lookup = (hostname, ...rest) => {
  if (home.has(hostname)) return lookup(hostname, ...rest);
  const callback = rest.at(-1);
  process.nextTick(callback, Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }));
};
