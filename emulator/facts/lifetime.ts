/** When parts of the API existed, as data: an emulator shows the API as of one day, or all that ever was. */

/** The day on which all facts were looked at for the last time (see FIDELITY.md). */
export const factsVerifiedOn = "2026-11-25";

/** A day as `YYYY-MM-DD`, or everything that ever lived. */
export type AsOf = "any" | (string & {});

export interface Lifetime {
  /** The day of the first document or sighting; it may have existed earlier. */
  from: string;
  /** The first day on which it was gone; none if it still answers. */
  until?: string;
  /** Where both days come from. */
  source: string;
}

/** @throws Error if it is neither a day nor `any` */
export function parseAsOf(text: string): AsOf {
  if (text === "any") return text;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay) throw new Error(`asOf must be a day like ${factsVerifiedOn}, or "any", but is ${JSON.stringify(text)}`);
  return text;
}

/** Whether something existed on a day: from its first day to the one before `until`. */
export const isAlive = ({ from, until }: Lifetime, asOf: AsOf): boolean =>
  asOf === "any" || (asOf >= from && (until === undefined || asOf < until));

/** Whether a change that came on some day is in force; `any` is as generous as the API ever was. */
export const isChanged = (on: string, asOf: AsOf): boolean => asOf !== "any" && asOf >= on;
