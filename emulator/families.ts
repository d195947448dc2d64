/** Which family answers. */
import type { Family } from "./family.ts";
import { v1Family } from "./v1/family.ts";
import { v2Family } from "./v2/family.ts";

/** The family that a path belongs to. */
export const familyOf = (path: string): Family => v2Family.owns(path) ? v2Family : v1Family;
