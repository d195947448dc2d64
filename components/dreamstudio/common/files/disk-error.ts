/** Why a disk does not take a file, in words. */
import { StabilityError } from "../errors/stability-error.ts";
import { codeOf } from "../json.ts";

const diskCauses: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file grew larger than this system allows",
  EACCES: "writing there is not permitted",
  EROFS: "the disk can only be read",
  ENOENT: "the folder does not exist",
  ENOTDIR: "that is not a folder",
};

const fullDiskCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Why writing to a disk failed, in words. */
export function diskCause(error: unknown): string {
  const code = codeOf(error);
  return (code === undefined ? undefined : diskCauses[code]) ?? code ?? "writing failed";
}

/** The error for a picture that arrived but could not be written. */
export function errorFromDisk(error: unknown, folder: string): StabilityError {
  const code = codeOf(error);
  const advice = code !== undefined && fullDiskCodes.has(code) ? "make room" : "mend this";
  return new StabilityError(
    `The picture could not be saved in ${folder}: ${diskCause(error)}. `
    + `It was made and paid for; ${advice} before you run it again.`,
    { code },
  );
}
