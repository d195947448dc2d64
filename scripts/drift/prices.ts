/** What an operation costs by the sentences and the price list of a document, and by ours. */
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import type { Address } from "../operations/addresses.ts";
import { nothing, type Difference } from "./difference.ts";
import type { Facts } from "./document.ts";

const joined = (prices: readonly string[]) => prices.length === 0 ? nothing : [...new Set(prices)].join(", ");

/** Each price in a text, in its order: `8`, or `17 + 0.06*steps`. A credit is a US cent. */
const pricesIn = (description: string): string[] =>
  [...description.matchAll(/(\d+(?:\.\d+)? ?\+ ?\d+(?:\.\d+)? ?\* ?steps)|(\d+(?:\.\d+)?) (?:credits?|cents?)\b/gi)]
    .map(([, formula, flat = ""]) => formula ?? String(Number(flat)));

/** Rounded, since 0.06 is no number that a computer has. */
const tidy = (price: number) => String(Number(price.toFixed(4)));

function priceOf(operation: Operation, values: Readonly<Record<string, unknown>>): string | undefined {
  const [base, next] = [0, 1].map((steps) => operation.credits?.({ ...values, steps }));
  if (base === undefined || next === undefined) return undefined;
  return base === next ? tidy(base) : `${tidy(base)} + ${tidy(next - base)}*steps`;
}

/** The parameters that a price may depend on, besides the steps. */
const choosers = ["model", "mode"] as const;

/** The price of each option of the parameter that decides it, or the only one. */
function pricesByOption(operation: Operation, apiVersion: ApiVersion): [option: string, price: string][] {
  for (const name of choosers) {
    const parameter = operation.parameters[name];
    if (parameter?.kind !== "choice") continue;
    const prices = parameter.options.map((option): [string, string] =>
      [option, priceOf(operation, { apiVersion, [name]: option }) ?? nothing]);
    if (new Set(prices.map(([, price]) => price)).size > 1) return prices;
  }
  const price = priceOf(operation, { apiVersion });
  return price === undefined ? [] : [["", price]];
}

const listInWords = (list: Iterable<readonly [string, unknown]>) =>
  joined([...list].map(([option, price]) => option === "" ? String(price) : `${option} ${String(price)}`).sort());

type PriceDifference = Pick<Difference, "aspect" | "ours" | "documented">;

/** @param here the operations at one address, for whom the document says `facts` */
export function differencesOfPrice(here: readonly Address[], { description = "", credits }: Facts): PriceDifference[] {
  const ours = here.flatMap(({ operation, version }) => pricesByOption(operation, version));
  const list = credits === undefined || typeof credits === "object" ? Object.entries(credits ?? {}) : [["", credits] as const];
  return [
    { aspect: "price", ours: joined(ours.map(([, price]) => price)), documented: joined(pricesIn(description)) },
    ...list.length === 0 ? [] : [{ aspect: "price list", ours: listInWords(ours), documented: listInWords(list) }],
  ].filter((one) => one.ours !== one.documented);
}
