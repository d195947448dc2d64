/** Why a disk does not take a file, in words. */
import { entryOf } from "../../operations/table.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { codeOf } from "../json.ts";
import { capitalized } from "../text.ts";

const diskCauses: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file grew larger than this system allows",
  EACCES: "writing there is not permitted",
  EPERM: "writing there is not permitted",
  EROFS: "the disk can only be read",
  ENOENT: "the folder does not exist",
  ENOTDIR: "that is not a folder",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open on this machine",
  ENOMEM: "there is not enough memory",
  EIO: "the disk does not work",
  ENXIO: "that is no place for files",
  ENODEV: "that is no place for files",
  EINVAL: "that is no place for files",
};

const fullDiskCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Why writing to a disk failed, in words. */
export function diskCause(error: unknown): string {
  const code = codeOf(error);
  return entryOf(diskCauses, code) ?? code ?? "writing failed";
}

export interface Unsaved {
  folder: string;
  /** Whether the picture cost credits. */
  isPaid: boolean;
}

/** The error for a picture that arrived but could not be written. */
export function errorFromDisk(error: unknown, { folder, isPaid }: Unsaved): StabilityError {
  const code = codeOf(error);
  const advice = code !== undefined && fullDiskCodes.has(code) ? "make room" : "mend this";
  const before = `${advice} before you run it again.`;
  return new StabilityError(
    `The picture could not be saved in ${folder}: ${diskCause(error)}. `
    + (isPaid ? `It was made and paid for; ${before}` : capitalized(before)),
    { code },
  );
}
