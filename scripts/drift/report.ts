/** Everything in which a document of the API differs from what is here, and what of it is known. */
import { startEmulator } from "./asking.ts";
import { differencesOfComponents } from "./components.ts";
import type { Difference } from "./difference.ts";
import type { OpenApiDocument } from "./document.ts";
import { differencesOfDocumented, differencesOfGone } from "./emulator.ts";
import { exceptionsFor, sortByExceptions, type Sorted } from "./exceptions.ts";

export interface Report extends Sorted {
  /** How many operations the document has. */
  operations: number;
  /** How much differs that is listed with its reason. */
  listed: number;
}

export async function reportOn(document: OpenApiDocument): Promise<Report> {
  const emulator = await startEmulator();
  try {
    const differences = [
      ...differencesOfComponents(document),
      ...await differencesOfDocumented(emulator, document),
      ...await differencesOfGone(emulator, document),
    ];
    const hasV1 = document.operations.some((name) => name.includes(" /v1/"));
    const sorted = sortByExceptions(differences, exceptionsFor(hasV1));
    return { ...sorted, operations: document.operations.length, listed: differences.length - sorted.unlisted.length };
  } finally {
    await emulator.close();
  }
}

const itemsOf = (list: string) => list.split(", ");

/** A long list as what it has, and the other list lacks. */
const shortened = (list: string, other: string): string => {
  const items = itemsOf(list);
  if (items.length < 3) return list;
  const own = items.filter((item) => !itemsOf(other).includes(item));
  return own.length === 0 ? `${items.length} values` : `${items.length} values, with ${own.join(", ")}`;
};

/** A row of the table. */
export const rowOf = ({ who, operation, field, aspect, ours, documented }: Difference): Record<string, string> =>
  ({ who, operation, field, what: aspect, ours: shortened(ours, documented), documented: shortened(documented, ours) });
