/**
 * What an action tells while it runs. A step may be ended at any moment, by its host or by a person: what is exported
 * and printed by then is there, and nothing else.
 */
import type { ReceivedMedia } from "../answers/receive.ts";
import { redact } from "../errors/redact.ts";
import type { Connection } from "../wire/connection.ts";

/** The id of a generation that was started and paid for. */
export function tellStarted({ step, key }: Connection, id: string): void {
  const told = redact(id, key);
  step?.export("id", told);
  console.log(`Started generation ${told}; **Get Generation Result** fetches it for 24 hours`);
}

/** Tells of the pictures of several requests, as they come. */
export class Arrivals {
  readonly #connection: Connection;
  readonly #filePaths: string[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  tell(media: readonly ReceivedMedia[]): void {
    for (const { filePath } of media) {
      if (filePath === undefined) continue;
      this.#filePaths.push(filePath);
      this.#connection.step?.export("filePaths", [...this.#filePaths]);
      console.log(`Saved ${filePath}`);
    }
  }
}
