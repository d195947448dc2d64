/** The generations of the API, and how they differ from each other in every operation. */

interface ApiVersionFacts {
  /** What stands before the key in the `Authorization` header. */
  authorization: string;
  /** Whether a form has a field for each parameter, or one field of JSON for all that are not files. */
  form: "fields" | "options";
  /** The day from which api.stability.ai no longer answers. */
  switchedOffOn?: string;
  /** The largest body of a request, in bytes, where a document tells it. */
  maxBodyBytes?: number;
}

const bearer = { authorization: "Bearer ", form: "fields" } as const;

const factsOfV2 = {
  v2beta: { ...bearer, maxBodyBytes: 10_485_760 },
  v2alpha: bearer,
} as const satisfies Record<string, ApiVersionFacts>;

/** The official documents of March 2023 announce the end of v1beta and v1alpha. */
const factsOfV1 = {
  v1: bearer,
  v1beta: { ...bearer, switchedOffOn: "2023-05-01" },
  v1alpha: { authorization: "", form: "options", switchedOffOn: "2023-05-01" },
} as const satisfies Record<string, ApiVersionFacts>;

/** From the official documents of March 2023 and February 2025. */
const facts = { ...factsOfV2, ...factsOfV1 };

export type ApiVersion = keyof typeof facts;

const namesOf = <Name extends ApiVersion>(family: Readonly<Record<Name, ApiVersionFacts>>) =>
  Object.keys(family) as Name[];

/** The generations of each family, the one of today first. */
export const v2Versions: readonly (keyof typeof factsOfV2)[] = namesOf(factsOfV2);
export const v1Versions: readonly (keyof typeof factsOfV1)[] = namesOf(factsOfV1);

export const apiVersions: Readonly<Record<ApiVersion, ApiVersionFacts>> = facts;

/** Where an operation is in each version that has it, with the version's prefix; the first one is the usual one. */
export type Paths = Readonly<Partial<Record<ApiVersion, `/${string}`>>>;

const isVersion = (value: unknown): value is ApiVersion => typeof value === "string" && Object.hasOwn(facts, value);

/**
 * The version that values choose among those of an operation, or the usual one.
 * @throws TypeError for an operation without a path
 */
export function versionOf(paths: Paths, { apiVersion }: { apiVersion?: unknown }): ApiVersion {
  const versions = Object.keys(paths).filter(isVersion);
  const version = versions.find((one) => one === apiVersion) ?? versions[0];
  if (version === undefined) throw new TypeError("an operation needs a path");
  return version;
}

/** The paths of an operation that all versions of the v1 family have. */
export const v1Paths = (path: `/${string}`): Paths =>
  Object.fromEntries(v1Versions.map((version) => [version, `/${version}${path}`]));
