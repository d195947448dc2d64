/** All operations of the components, in groups, from their one list. */
import * as api from "../../components/dreamstudio/operations/index.ts";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import type { Operation, ParameterSet } from "../../components/dreamstudio/operations/operation.ts";
import { generationResults, type ResultOperation } from "../../components/dreamstudio/operations/v2/generation-result.ts";

/** With the raw request, which has no path of its own. */
export const parameterSets: readonly ParameterSet[] = Object.values(api);

const isOperation = (set: object): set is Operation => "paths" in set;
const isGeneration = (operation: Operation): operation is Generation => "accept" in operation && operation.method === "POST";
const isOfV1 = ({ paths }: Operation) => "v1" in paths;

const operations = Object.values<object>(api).filter(isOperation);

/** Those of the v1 family. */
export const v1Operations: readonly Operation[] = operations.filter(isOfV1);
export const v1Generations: readonly Generation[] = v1Operations.filter(isGeneration);

/** Those of v2beta and v2alpha; a result is at several addresses. */
export const v2Results: readonly ResultOperation[] = Object.values(generationResults);
const ofV2 = operations.filter((one) => !isOfV1(one)).filter(isGeneration);

/** Those that make sounds, as their actions show them: with what all models take. */
export const soundGenerations: readonly Generation[] = ofV2.filter(({ forms }) => forms !== undefined);

/** The same with each model. */
export const soundForms: readonly Generation[] = soundGenerations
  .flatMap(({ forms }) => Object.values(forms?.each ?? {}));

/** The model that a form is for. */
export const modelOf = (form: Generation): string | undefined => soundGenerations
  .flatMap(({ forms }) => Object.entries(forms?.each ?? {})).find(([, one]) => one === form)?.[0];

export const modelGenerations: readonly Generation[] = ofV2.filter(({ paths }) => paths.v2beta?.includes("/3d/"));

/** Those that make pictures or videos. */
export const v2Generations: readonly Generation[] = ofV2
  .filter((one) => !soundGenerations.includes(one) && !modelGenerations.includes(one));

export const v2Operations: readonly Operation[] = [
  ...v2Generations, ...modelGenerations, ...soundForms, ...v2Results,
];

/**
 * As a document has it, `POST /v1/...`; none if the version does not have the operation.
 * @param prefix what the document's paths lack of ours
 */
export function nameIn({ method, paths }: Operation, version: ApiVersion, prefix = ""): string[] {
  const path = paths[version];
  return path === undefined ? [] : [`${method} ${path.slice(prefix.length)}`];
}
