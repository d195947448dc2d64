/** The workbench: a page on this machine, on which components are seen, run, and their results looked at. */
import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import fastify from "fastify";
import type { AddressInfo } from "node:net";
import type { Accounts, Environment } from "../../component/account.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import { standardLimits, type Limits } from "../../isolation/limits.ts";
import type { ServerNote } from "../protocol.ts";
import { openCatalog } from "./catalog.ts";
import { openGallery } from "./gallery.ts";
import { createToken, guard } from "./guard.ts";
import { addPage } from "./page-files.ts";
import { addRoutes, type Handlers } from "./routes.ts";
import { createRuns } from "./runs.ts";
import { createEventStream } from "./stream.ts";

export interface WorkbenchOptions {
  /** The folder of the components. */
  componentsFolder: string;
  /** Where runs and files are kept; `.pipedream/workbench` below the current folder by default. */
  dataFolder?: string;
  /** Any free one by default. */
  port?: number;
  /** What the components speak to; asked now and then, and after every run. */
  describeServer?: () => Promise<ServerNote>;
  /** What the components find in `process.env`, and accounts that `auth` does not have; `process.env` by default. */
  environment?: Environment;
  /** Accounts by the slug of their app, or by the name of the prop. */
  auth?: Accounts;
  /** Pipedream's own by default: 30 s and 256 MB. */
  limits?: Partial<Limits>;
  /** The beginning of a command that runs the component with this path; `pipedream-local run <path>` by default. */
  commandFor?: (path: string, isSource: boolean) => string;
}

export interface Workbench {
  /** With the token, as a person opens it. */
  url: string;
  close: () => Promise<void>;
}

const standardCommand = (path: string, isSource: boolean) =>
  `pipedream-local ${isSource ? "source" : "run"} ${relative(process.cwd(), path)}`;

const nowhere = (): Promise<ServerNote> => Promise.resolve({ kind: "none", name: "" });

/**
 * Listens on this machine alone.
 * @throws RuntimeError if there is no folder of components
 */
export async function createWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { componentsFolder, dataFolder = ".pipedream/workbench", port = 0, describeServer = nowhere } = options;
  if (!existsSync(componentsFolder)) throw new RuntimeError(`There is no folder ${componentsFolder}.`);
  const folder = resolve(dataFolder);
  const { environment = process.env, auth = {}, commandFor = standardCommand } = options;
  const connection = { environment, auth };
  const catalog = openCatalog(componentsFolder, { connection, commandFor });
  const gallery = await openGallery(folder);
  const stream = createEventStream();
  const limits = { ...standardLimits, ...options.limits };
  const runs = createRuns({ folder, catalog, gallery, connection, limits, send: stream.send });
  const token = createToken();
  const server = fastify({ forceCloseConnections: true, bodyLimit: 4 * 1024 * 1024 });

  const handlers: Handlers = {
    listComponents: () => catalog.list(),
    describeComponent: (ask) => catalog.describe(ask),
    listOptions: (ask) => catalog.options(ask),
    startRun: (ask) => runs.start(ask),
    startSource: (ask) => runs.startSource(ask),
    sendRequest: (ask) => runs.sendRequest(ask),
    stopRun: ({ run }) => {
      runs.stop(run);
      return Promise.resolve({});
    },
    listRuns: () => Promise.resolve(gallery.list()),
    getRun: ({ run }) => runs.get(run),
    removeRun: async ({ run }) => {
      await gallery.remove(run);
      return {};
    },
    restoreRun: ({ run }) => gallery.restore(run),
    describeServer,
  };
  guard(server, { token, port: () => (server.server.address() as AddressInfo).port });
  addRoutes(server, { folder, handlers, stream });
  await addPage(server, join(import.meta.dirname, "workbench/page"));
  const address = await server.listen({ host: "127.0.0.1", port });
  return {
    url: `${address}/?token=${token}`,
    async close() {
      await runs.close();
      stream.close();
      await server.close();
    },
  };
}
