/** How many inputs property tests try: few by default, and all with `npm run test:deep`. */

export const isDeep = process.env["TEST_DEPTH"] === "deep";

/** @param deep how many inputs a deep run tries; 10 at least are tried in any */
export const inputsToTry = (deep: number): number => isDeep ? deep : Math.max(10, Math.ceil(deep / 8));
