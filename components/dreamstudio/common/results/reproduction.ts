/** The parameters of a call as its result shows them: what makes the same pictures again. */
import type { Operation } from "../../operations/operation.ts";
import { isFile, type JsonObject } from "../../operations/parameter.ts";
import { redactJson } from "../errors/redact.ts";
import { publicName, withoutBytes } from "../files/reference.ts";

interface Made {
  operation: Pick<Operation, "parameters">;
  /** What the user gave. */
  inputs: JsonObject;
  /** The seed of the first picture, as far as it is known. */
  seed: number | undefined;
  /** Taken out of everything. */
  key: string;
}

/** What the user gave, with the seed that was drawn where none was given. */
export function parametersOf({ operation: { parameters }, inputs, seed, key }: Made): JsonObject {
  const told: JsonObject = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = inputs[name] ?? undefined;
    if (value !== undefined) told[name] = isFile(parameter) && typeof value === "string" ? withoutBytes(value) : value;
  }
  const isOpen = parameters["seed"] !== undefined && Number(inputs["seed"] ?? 0) === 0;
  return redactJson({ ...told, ...isOpen && seed !== undefined && { seed } }, key) as JsonObject;
}

/**
 * The same, for eyes that are not the user's: of a file only its name, and neither what is for the client alone nor
 * what tells the account, which is what headers do.
 */
export function publicParametersOf({ operation: { parameters }, inputs }: Pick<Made, "operation" | "inputs">): JsonObject {
  const told: JsonObject = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const { place, default: standard } = parameter;
    const value = inputs[name] ?? standard;
    const isPrivate = place === "header" || (place === "client" && name !== "apiVersion");
    if (value === undefined || name === "seed" || isPrivate) continue;
    told[name] = isFile(parameter) && typeof value === "string" ? publicName(value) : value;
  }
  return told;
}
