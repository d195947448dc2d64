/** Saves how the files of a generation were made, where the user wants that. */
import type { Choices } from "../../operations/generation.ts";
import type { ParameterSet } from "../../operations/operation.ts";
import type { JsonObject } from "../../operations/parameter.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { redactJson } from "../errors/redact.ts";
import { diskCause } from "../files/disk-error.ts";
import type { SavedMedia } from "../files/output-file.ts";
import { withMetadata } from "../files/picture-metadata.ts";
import { writeSidecar } from "../files/sidecar.ts";
import { publicParametersOf } from "./reproduction.ts";

interface Making {
  operation: ParameterSet;
  inputs: JsonObject;
  key: string;
}

interface Told {
  media: ReceivedMedia;
  /** What is other than the user wanted it. */
  note?: string;
}

const signedNote = "Stability AI has signed the file (Content Credentials), and one byte more would make that "
  + "invalid: its parameters are in a file beside it.";
const notAddedNote = "The parameters could not be added to the metadata of the file: they are in a file beside it.";

async function inSidecar(media: SavedMedia & ReceivedMedia, making: unknown, note?: string): Promise<Told> {
  try {
    const parametersPath = await writeSidecar(media.filePath, `${JSON.stringify(making, null, 2)}\n`);
    return { media: { ...media, parametersPath }, ...note !== undefined && { note } };
  } catch (error) {
    return { media, note: `The parameters of ${media.filename} could not be saved beside it: ${diskCause(error)}.` };
  }
}

async function inMetadata(media: SavedMedia & ReceivedMedia, making: unknown): Promise<Told> {
  if (media.contentCredentials) return inSidecar(media, making, signedNote);
  const told = await withMetadata(media, JSON.stringify(making));
  return told === media ? inSidecar(media, making, notAddedNote) : { media: told };
}

/**
 * Lets each file tell how it was made, as the user chose. Whatever goes wrong, the file stays as it is.
 * @returns the media, and what the user should know of them
 */
export async function saveParameters(
  media: readonly ReceivedMedia[],
  { saveParameters: place = "nowhere" }: Choices,
  { operation, inputs, key }: Making,
): Promise<{ media: ReceivedMedia[]; notes: string[] }> {
  if (place === "nowhere") return { media: [...media], notes: [] };
  const parameters = redactJson(publicParametersOf({ operation, inputs }), key);
  const told = await Promise.all(media.map(async (one): Promise<Told> => {
    if (one.filePath === undefined) return { media: one };
    const making = { operation: operation.name, parameters, seed: one.seed };
    return place === "sidecar" ? inSidecar(one, making) : inMetadata(one, making);
  }));
  return { media: told.map((one) => one.media), notes: [...new Set(told.flatMap(({ note }) => note ?? []))] };
}
