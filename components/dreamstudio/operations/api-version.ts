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

/** From the official documents of March 2023, which announce the end of v1alpha and v1beta, and of February 2025. */
const facts = {
  v2beta: { ...bearer, maxBodyBytes: 10_485_760 },
  v2alpha: bearer,
  v1: bearer,
  v1beta: { ...bearer, switchedOffOn: "2023-05-01" },
  v1alpha: { authorization: "", form: "options", switchedOffOn: "2023-05-01" },
} as const satisfies Record<string, ApiVersionFacts>;

export type ApiVersion = keyof typeof facts;

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
  ({ v1: `/v1${path}`, v1beta: `/v1beta${path}`, v1alpha: `/v1alpha${path}` });
