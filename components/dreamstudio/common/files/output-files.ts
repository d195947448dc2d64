/** The files for what answers bring: there before anything is asked for that costs credits. */
import { ConfigurationError } from "@pipedream/platform";
import { diskCause, errorFromDisk } from "./disk-error.ts";
import { OutputFile, type Purpose } from "./output-file.ts";
import { freeMebibytes, outputFolder } from "./output-folder.ts";

/** What an answer may bring. */
export interface Room {
  files: number;
  /** What each of them may need. */
  mebibytes: number;
}

/** The files of one answer; those that it does not use are removed. */
export class OutputFiles implements AsyncDisposable {
  readonly #purpose: Purpose;
  readonly #reserved: OutputFile[] = [];

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
  }

  /** @throws what the system says if there can be no such files */
  async reserve(files: number): Promise<void> {
    for (let file = 0; file < files; file += 1) this.#reserved.push(await OutputFile.create(this.#purpose));
  }

  /**
   * A file that is reserved, or a new one: an answer may bring more than was expected.
   * @throws StabilityError if there can be none
   */
  async open(): Promise<OutputFile> {
    try {
      return this.#reserved.shift() ?? await OutputFile.create(this.#purpose);
    } catch (error) {
      throw errorFromDisk(error, { folder: outputFolder(), isPaid: this.#purpose.isPaid });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#reserved.splice(0).map((file) => file.discard()));
  }
}

const refusal = (why: string) =>
  new ConfigurationError(`Nothing was sent: pictures could not be saved in ${outputFolder()}: ${why}.`);

async function requireRoom(mebibytes: number): Promise<void> {
  const free = await freeMebibytes(outputFolder());
  if (free !== undefined && free < mebibytes) {
    throw refusal(`${Math.floor(free)} MiB are free there, and ${mebibytes} MiB may be needed`);
  }
}

/**
 * Reserves the files for several answers.
 * @param room what each answer may bring
 * @throws ConfigurationError if they could not be saved, before anything is sent
 */
export async function reserveFiles(name: string, answers: number, room: Room): Promise<OutputFiles[]> {
  const all = Array.from({ length: answers }, () => new OutputFiles({ name, isPaid: true }));
  try {
    for (const files of all) await files.reserve(room.files);
    await requireRoom(answers * room.files * room.mebibytes);
    return all;
  } catch (error) {
    await removeUnused(all);
    throw error instanceof ConfigurationError ? error : refusal(diskCause(error));
  }
}

/** Removes what was reserved and not used. */
export async function removeUnused(all: readonly OutputFiles[]): Promise<void> {
  await Promise.all(all.map((files) => files[Symbol.asyncDispose]()));
}
