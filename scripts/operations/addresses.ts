/** All operations of the components with all their addresses, from their one list. */
import { apiVersions, type ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import * as api from "../../components/dreamstudio/operations/index.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { generationResults } from "../../components/dreamstudio/operations/v2/generation-result.ts";

interface Form {
  operation: Operation;
  /** The option that chooses it, where an operation has a form for each. */
  option?: string;
}

/** An operation in one version of the API. */
export interface Address extends Form {
  version: ApiVersion;
  /** With the version before it. */
  path: string;
}

function formsOf(set: object): Form[] {
  if (!("paths" in set)) return [];
  const operation = set as Generation;
  return operation.forms === undefined
    ? [{ operation }]
    : Object.entries(operation.forms.each).map(([option, form]) => ({ operation: form, option }));
}

/** From today's version to the oldest. */
export const addresses: readonly Address[] = (Object.keys(apiVersions) as ApiVersion[]).flatMap((version) =>
  [...Object.values<object>(api), ...Object.values(generationResults)].flatMap(formsOf).flatMap((form) => {
    const path = form.operation.paths[version];
    return path === undefined ? [] : [{ ...form, version, path }];
  }));

/** As a document has it: `POST /v1/...`. */
export const nameOf = ({ operation, path }: Address): string => `${operation.method} ${path}`;

/** What is sent if the user gives nothing, as far as rules look at it. */
const defaultsOf = ({ parameters }: Operation) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));

/** Whether a rule refuses it only because the request would go to Stability AI, where it is gone. */
export const isRetired = (operation: Operation): boolean => (operation.rules ?? []).some((rule) => {
  const values = defaultsOf(operation);
  return rule.problem(values, { isOfficialHost: true }) !== undefined
    && rule.problem(values, { isOfficialHost: false }) === undefined;
});
