/** A share: from 0 to 1, whatever the number. */
export const toShare = (value: number): number => Math.max(0, Math.min(1, value));

/** From 0 to 1 without a corner at either end, for a share from 0 to 1. */
export const smoothstep = (share: number): number => share * share * (3 - 2 * share);
