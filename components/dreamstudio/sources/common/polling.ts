/** What the sources share: their timer and their memory, what Pipedream gives them as `this`, the ids of events. */
import { DEFAULT_POLLING_SOURCE_TIMER_INTERVAL } from "@pipedream/platform";
import { createHash } from "node:crypto";

export const pollingProps = {
  db: "$.service.db",
  timer: {
    type: "$.interface.timer",
    default: {
      intervalSeconds: DEFAULT_POLLING_SOURCE_TIMER_INTERVAL,
    },
  },
} as const;

/** The organization that a source asks for; `watched` says in words what it watches there. */
export const organizationProp = <App>(app: App, watched: string) => ({
  propDefinition: [app, "organizationId"] as const,
  description: `The organization whose ${watched} are watched, by an id that **Get Account** finds. Default: the default `
    + "organization of your account. Example: `org-123456`.",
  optional: true,
  default: undefined,
});

/** Pipedream's key-value store of a source: values pass through JSON, and 60 KB is all that it holds. */
interface ServiceDb {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

interface EventMetadata {
  /** The same for the same event, however often it is emitted, and for no other: see `eventId`. */
  id: string;
  summary: string;
  /** In epoch milliseconds. The API dates nothing, so it is the time of the poll. */
  ts: number;
}

/** The `this` of a source: its app, its memory, and the organization that all our sources let a user choose. */
export interface PollingSource<App extends { methods: object }> {
  readonly dreamstudio: App["methods"];
  readonly db: ServiceDb;
  readonly organizationId?: string;
  $emit(event: object, metadata: EventMetadata): void;
  /** One look at the API. State is written after emitting: a poll that fails is as if it had not been. */
  _poll(): Promise<void>;
}

/** Each organization has a memory of its own: a user may choose another one without deploying anew. */
export const memoryKey = (what: string, organizationId: string | undefined): string =>
  organizationId === undefined ? what : `${what} of ${organizationId}`;

/** Pipedream compares no more characters of an id. */
const significantLength = 64;

/** The id of the event that these parts describe together, of at most 64 characters. */
export function eventId(organizationId: string | undefined, ...parts: (string | number)[]): string {
  const id = [...parts, ...organizationId === undefined ? [] : [organizationId]].join(":");
  return id.length <= significantLength ? id : createHash("sha256").update(id).digest("hex");
}

/** Credits to a thousandth (a thousandth of a cent): what differs by less is noise of the floating point. */
export const roundCredits = (credits: number): number => Number(credits.toFixed(3));
