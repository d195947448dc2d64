/** What the workbench's components speak to: the embedded emulator, or the host of the user's key. */
import type { ServerNote } from "pipedream-local-runtime/workbench";
import { createEmulator } from "stability-emulator";

export interface ConnectedServer {
  /** What the components are to find in their environment. */
  environment: Record<string, string>;
  describe: () => Promise<ServerNote>;
  close: () => Promise<void>;
}

const officialHost = "https://api.stability.ai";

async function creditsAt(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/v1/user/balance`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) return `its balance cannot be read: ${answer.status}`;
  const { credits } = await answer.json() as { credits: number };
  return `${new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(credits)} credits`;
}

const describeAt = async (kind: ServerNote["kind"], name: string, url: string, key: string): Promise<ServerNote> => ({
  kind,
  name,
  detail: await creditsAt(url, key).catch(() => "it cannot be reached"),
});

/** An emulator that shows everything that ever lived, where neither a key nor a host is set. */
export async function connectToServer(environment: NodeJS.ProcessEnv = process.env): Promise<ConnectedServer> {
  const { STABILITY_API_HOST: host = "", DREAMSTUDIO_API_KEY: key = "" } = environment;
  // An empty variable is one that is not set.
  if (host !== "" || key !== "") {
    const url = host === "" ? officialHost : host;
    const kind = key.startsWith("sk-emulator-") ? "emulator" : "real";
    return {
      environment: {},
      describe: () => describeAt(kind, new URL(url).host, url, key),
      close: () => Promise.resolve(),
    };
  }
  const emulator = await createEmulator({ asOf: "any", startingCredits: 1000 });
  const ownKey = "sk-emulator-workbench";
  return {
    environment: { STABILITY_API_HOST: emulator.url, DREAMSTUDIO_API_KEY: ownKey },
    describe: () => describeAt("emulator", "Emulator, all that ever lived", emulator.url, ownKey),
    close: () => emulator.close(),
  };
}
