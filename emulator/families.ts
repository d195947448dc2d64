/** The two families of versions, and which of them answers. */
import type { Family, Route } from "./http/contract.ts";
import type { Drawer } from "./state/studio.ts";
import { v1Family } from "./v1/family.ts";
import { v1Drawers, v1Routes } from "./v1/routes.ts";
import { v2Family } from "./v2/family.ts";
import { v2Drawers, v2Routes } from "./v2/routes.ts";

/** The family that a path belongs to. */
export const familyOf = (path: string): Family => v2Family.owns(path) ? v2Family : v1Family;

/** All routes that ever lived. */
export const routes: readonly Route[] = [...v1Routes, ...v2Routes];

/** What draws for each operation. */
export const drawers: ReadonlyMap<string, Drawer> = new Map([...v1Drawers, ...v2Drawers]);
