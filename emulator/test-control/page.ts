/** `GET /`: what this is, the last requests with their pictures, and what the control can do. */
import type { FastifyInstance } from "fastify";
import { keyPrefix } from "../state/accounts.ts";
import type { JournalEntry } from "../state/journal.ts";
import type { State } from "../state/state.ts";
import { refuseOtherHosts } from "./guard.ts";

const mostRows = 50;

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

function rowOf(entry: JournalEntry, { journal }: State): string {
  const { method, path, status, millis, credits, made, retiredOn, at } = entry;
  const thumbnail = journal.thumbnailOf(entry);
  const picture = thumbnail === undefined
    ? ""
    : `<img alt="" src="data:image/jpeg;base64,${Buffer.from(thumbnail).toString("base64")}">`;
  const cells = [
    new Date(at).toISOString().slice(11, 19), escape(method), escape(path.slice(0, 200)), String(status ?? "–"),
    millis === null ? "–" : `${millis} ms`, credits === 0 ? "" : String(credits),
    escape(made ?? (retiredOn === null ? "" : `retired ${retiredOn}, --as-of any has it`)), picture,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

const controls = ["health", "requests", "faults", "clock"]
  .map((name) => `<a href="/_emulator/${name}">/_emulator/${name}</a>`).join(", ");

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#223;background:#fff}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #dde;padding:.3rem .5rem;text-align:left;vertical-align:top}
td:nth-child(3){word-break:break-all}img{display:block;max-height:96px}code{background:#eef;padding:0 .2rem}
@media(prefers-color-scheme:dark){body{color:#dde;background:#1a1b22}td,th{border-color:#334}code{background:#2a2c38}a{color:#9bf}}`;

function pageOf(state: State): string {
  const rows = [...state.journal.list()].slice(-mostRows).reverse().map((entry) => rowOf(entry, state));
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Stability emulator</title><style>${style}</style></head><body>
<h1>Stability AI's API, emulated</h1>
<p>This server answers as <code>api.stability.ai</code> does as of ${escape(state.asOf)}. It draws its pictures and generates none.
Any key that begins with <code>${keyPrefix}</code> is taken.</p>
<p>The control: ${controls}. What it can do, and how sure each fact is, stands in <code>FIDELITY.md</code>.</p>
<h2>The last requests</h2>
${rows.length === 0 ? "<p>None so far.</p>" : `<table><thead><tr><th>time</th><th>method</th><th>path</th><th>status</th><th>took</th><th>credits</th><th>made</th><th></th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`}
</body></html>
`;
}

export function addPage(server: FastifyInstance, state: State): void {
  refuseOtherHosts(server);
  server.get("/", (_request, reply) => reply
    .type("text/html; charset=utf-8")
    .headers({
      "content-security-policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "cache-control": "no-store",
    })
    .send(pageOf(state)));
}
