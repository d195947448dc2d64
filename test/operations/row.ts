/**
 * What the suites know of one operation. A row is written from the API's documents and never takes anything from the
 * components, so that the suites hold the two against each other.
 */
import type { Edge } from "./edges.ts";

/** What a user gives; a text like `@opaque` stands for that picture (test/support/given-pictures.ts). */
export type Props = Readonly<Record<string, unknown>>;

/** One way to ask: in one version of the API, and where an operation has modes, in one of them. */
export interface RequestRow {
  /** As it is sent, with the engine or the id in it. */
  path: string;
  /** What it asks for, where that does not follow from the rest. */
  accept?: string;
  /** What the request cannot do without. */
  least: Props;
  /** All the rest that it may have. */
  more?: Props;
  /** Fields that are sent besides: each prop is sent as a text, under its name in snake case. */
  alsoSent?: Props;
  /** All fields of `least`, where they are not what their props say. */
  sent?: Props;
  /** The same for `least` and `more`. */
  allSent?: Props;
  /** Width and height of what `least` and `more` make. */
  size?: readonly [width: number, height: number];
  /** How long the sound is that they make. */
  seconds?: number;
  /** Whether the API answers with an id, where an operation does so at one of its addresses only. */
  isStarted?: boolean;
  /** What `least` and `more` cost; without it, no document tells. */
  credits?: number;
  /** What else changes the price: further props, and the price with them. */
  prices?: readonly (readonly [props: Props, credits: number])[];
  /** The longest sound that it takes, by the name of its prop. */
  sounds?: readonly (readonly [name: string, mostSeconds: number])[];
  /** The limits of its pictures by the names of their props, and what each needs besides `least`. */
  pictures?: readonly (readonly [name: string, edges: readonly Edge[], needs?: Props])[];
}

export interface Row {
  /** Of the operation and its action. */
  name: string;
  /** A picture if not said; an operation that makes nothing only reads. */
  makes?: "video" | "sound" | "model" | "nothing";
  /** Whether the API answers with an id, and the result comes later. */
  isStarted?: boolean;
  /** How the summary begins; the size follows, or stands in parentheses, and `…` stands for the length of a sound. */
  happened?: string;
  requests: readonly RequestRow[];
}

export const prompt = "A lighthouse on a cliff";
