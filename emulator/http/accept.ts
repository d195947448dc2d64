/** The header `Accept`: media types with parameters and weights (RFC 9110, 12.5.1). */

interface Range {
  type: string;
  /** How much it is wanted, from 0, not at all, to 1. */
  weight: number;
}

function parseRange(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return { type, weight: weight === undefined || Number.isNaN(Number(weight)) ? 1 : Number(weight) };
}

const covers = (range: string, type: string): boolean =>
  range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));

/** How exactly a range names what it covers. */
const exactness = (range: string): number => range === "*/*" ? 0 : range.endsWith("/*") ? 1 : 2;

/**
 * The type that is wanted most, of those that can be sent; of two that are wanted alike, the one that the header
 * names more exactly, and then the one that is offered first.
 *
 * @param offers media types as `image/png`
 * @returns nothing, if the header wants none of them
 */
export function preferredType(accept: string, offers: readonly string[]): string | undefined {
  const ranges = accept.split(",").filter((text) => text.trim() !== "").map(parseRange);
  if (ranges.length === 0) return offers[0];
  const wanted = offers.map((offer) => {
    const fitting = ranges.filter(({ type }) => covers(type, offer));
    const best = fitting.sort((one, other) => exactness(other.type) - exactness(one.type))[0];
    return { offer, weight: best?.weight ?? 0, exact: best === undefined ? 0 : exactness(best.type) };
  });
  return wanted
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || other.exact - one.exact)[0]?.offer;
}
