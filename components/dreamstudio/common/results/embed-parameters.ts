/** Writes into the pictures of a generation how they were made. */
import type { Choices } from "../../operations/generation.ts";
import type { ParameterSet } from "../../operations/operation.ts";
import type { JsonObject } from "../../operations/parameter.ts";
import { withMetadata } from "../files/picture-metadata.ts";
import type { ReceivedMedia } from "../answers/receive.ts";
import { redact } from "../errors/redact.ts";
import { publicParametersOf } from "./reproduction.ts";

interface Embedding {
  operation: ParameterSet;
  inputs: JsonObject;
  key: string;
}

/** Each picture that has a file tells how it was made, if the user wants that. */
export async function embedParameters(
  media: readonly ReceivedMedia[],
  { embedParameters: isWanted }: Choices,
  { operation, inputs, key }: Embedding,
): Promise<ReceivedMedia[]> {
  if (!isWanted) return [...media];
  const parameters = publicParametersOf({ operation, inputs });
  return Promise.all(media.map(async (one) => {
    // One byte more would make the signature of Stability AI invalid.
    if (one.filePath === undefined || one.contentCredentials) return one;
    const text = JSON.stringify({ operation: operation.name, parameters, seed: one.seed });
    return withMetadata(one, redact(text, key));
  }));
}
