/** An event as Pipedream sends it on. */

export interface EmittedEvent {
  /** JSON; `null` where the source emitted nothing but the metadata. */
  event: unknown;
  id?: string | number;
  /** The channel, if not the default one. */
  name?: string;
  summary?: string;
  /** In epoch milliseconds: what the source says, or when it emitted. */
  ts: number;
}
