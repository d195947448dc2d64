/** Asking the server, and hearing what it says on its own. */
import type { Answers, Ask, CallName, MediaFile, ServerEvent } from "../../protocol.ts";

async function read<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return await response.json() as Answer;
  const { message } = await response.json().catch(() => ({})) as { message?: string };
  throw new Error(message ?? `The workbench answered ${response.status}.`);
}

/** @throws Error with a message for a person */
export async function call<Name extends CallName>(name: Name, ask: Ask<Name>): Promise<Answers[Name]> {
  const response = await fetch(`/api/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(ask),
  });
  return read<Answers[Name]>(response);
}

/** Brings a file to the workbench's folder, where components find it by its path. */
export async function upload(file: Blob, name: string): Promise<MediaFile> {
  const response = await fetch(`/inputs?${new URLSearchParams({ name }).toString()}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
  return read<MediaFile>(response);
}

/** The browser asks again by itself when the connection breaks. */
export function listen(onEvent: (event: ServerEvent) => void, onConnection: (isThere: boolean) => void): void {
  const source = new EventSource("/events");
  source.onmessage = ({ data }: MessageEvent<string>) => {
    onEvent(JSON.parse(data) as ServerEvent);
  };
  source.onopen = () => {
    onConnection(true);
  };
  source.onerror = () => {
    onConnection(false);
  };
}

export const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error);
