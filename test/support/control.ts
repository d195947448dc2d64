/** Calls to the emulator's control. */

export interface JournalEntry {
  method: string;
  path: string;
  status: number | null;
  headers: Record<string, string>;
  contentType: string | null;
  fields: Record<string, unknown>;
}

/** A body that is a text is sent as it is, anything else as JSON. */
export async function control(url: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}/_emulator${path}`, {
    method,
    ...body !== undefined && {
      headers: { "Content-Type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    },
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) as unknown };
}
