/** The generations of the API's v1 family, and how they differ from each other in every operation. */

interface ApiVersionFacts {
  /** The beginning of every path. */
  prefix: `/${string}`;
  /** What stands before the key in the `Authorization` header. */
  authorization: string;
  /** Whether a form has a field for each parameter, or one field of JSON for all that are not files. */
  form: "fields" | "options";
  /** The day from which api.stability.ai no longer answers. */
  switchedOffOn?: string;
}

/** From the official documents of March 2023, which announce the end of the two older ones. */
const facts = {
  v1: { prefix: "/v1", authorization: "Bearer ", form: "fields" },
  v1beta: { prefix: "/v1beta", authorization: "Bearer ", form: "fields", switchedOffOn: "2023-05-01" },
  v1alpha: { prefix: "/v1alpha", authorization: "", form: "options", switchedOffOn: "2023-05-01" },
} as const satisfies Record<string, ApiVersionFacts>;

export type ApiVersion = keyof typeof facts;

const isVersion = (value: unknown): value is ApiVersion => typeof value === "string" && Object.hasOwn(facts, value);

/** The version that values choose; v1 for an operation that has no other. */
export const versionOf = ({ apiVersion }: { apiVersion?: unknown }): ApiVersion => isVersion(apiVersion) ? apiVersion : "v1";

export const apiVersions: Readonly<Record<ApiVersion, ApiVersionFacts>> = facts;
