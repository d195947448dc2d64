/** Every address of the workbench. */
import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import type { FastifyInstance } from "fastify";
import { messageOf, RuntimeError } from "../../component/runtime-error.ts";
import { asks, mostUploadBytes, type Answers, type Ask, type CallName } from "../protocol.ts";
import { keepInput } from "./inputs.ts";
import { sendFile } from "./media.ts";
import type { EventStream } from "./stream.ts";

export type Handlers = { [Name in CallName]: (ask: Ask<Name>) => Promise<Answers[Name]> };

/** A call is `POST /api/<name>` with what it takes as JSON. */
function addCalls(server: FastifyInstance, handlers: Handlers): void {
  for (const name of Object.keys(asks) as CallName[]) {
    // Each handler fits its own schema; TypeScript does not follow that through a loop.
    const handle = handlers[name] as (ask: unknown) => Promise<unknown>;
    server.post(`/api/${name}`, async (request, reply) => {
      const ask = asks[name].safeParse(request.body);
      if (ask.success) return handle(ask.data);
      return reply.code(400).send({ message: `${name}: ${ask.error.issues[0]?.message ?? "unreadable"}` });
    });
  }
}

/** A part of an address that can be a name of a file or a folder, and nothing else. */
const isPlain = (part: string) => part !== "" && part !== "." && part !== ".." && !/[/\\\0]/.test(part);

/** The path of an address below a folder of the workbench; nothing where it leads out of it. */
function pathOf(folder: string, kind: string, rest: string): string | undefined {
  const parts = rest.split("/");
  const [id = "", ...names] = parts;
  if (!parts.every(isPlain) || names.length === 0) return undefined;
  if (kind === "inputs") return join(folder, "inputs", ...parts);
  return kind === "runs" ? join(folder, "runs", id, "files", ...names) : undefined;
}

/** A link may lead anywhere. */
const isNoLink = async (path: string, folder: string) =>
  await realpath(path) === join(await realpath(folder), relative(folder, path));

function addFiles(server: FastifyInstance, folder: string): void {
  server.get("/files/:kind/*", async (request, reply) => {
    const { kind, "*": rest } = request.params as { kind: string; "*": string };
    const path = pathOf(folder, kind, rest);
    const isDownload = "download" in (request.query as object);
    try {
      if (path !== undefined && await isNoLink(path, folder)) {
        return await sendFile(reply, path, { range: request.headers.range, isDownload });
      }
    } catch {
      // It is not there, or not a file.
    }
    return reply.code(404).send({ message: "There is no such file." });
  });
  server.post("/inputs", { bodyLimit: mostUploadBytes }, async (request) => {
    const { name = "file" } = request.query as { name?: string };
    return keepInput(folder, name, request.body as NodeJS.ReadableStream);
  });
}

export interface RoutesOptions {
  folder: string;
  handlers: Handlers;
  stream: EventStream;
}

export function addRoutes(server: FastifyInstance, { folder, handlers, stream }: RoutesOptions): void {
  server.addContentTypeParser("application/octet-stream", (_request, payload, done) => {
    done(null, payload);
  });
  server.setErrorHandler((error, _request, reply) => {
    const isOurs = error instanceof RuntimeError;
    return reply.code(isOurs ? 400 : 500).send({ message: messageOf(error) });
  });
  addCalls(server, handlers);
  addFiles(server, folder);
  server.get("/events", (_request, reply) => {
    stream.join(reply);
  });
}
