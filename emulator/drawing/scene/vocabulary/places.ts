/** The places that a prompt may name: each changes what lies behind and what lies in front. */
import type { Color } from "../../pixels/colors.ts";

export interface Place {
  /** What rises at the horizon. */
  behind?: "mountains" | "forest" | "city";
  /** Water, from the horizon down. */
  hasWater?: true;
  /** What lies in front, and its color by day. */
  ground?: { kind: "sand" | "grass" | "dunes" | "rows" | "pavement"; color: Color };
  /** Land that rises high over what lies below. */
  hasCliff?: true;
  /** The sky goes down to the ground of another world. */
  isInSpace?: true;
}

const sea: Place = { hasWater: true };
const grass = { kind: "grass", color: [104, 152, 74] } as const;
const sand = { kind: "sand", color: [232, 206, 158] } as const;
const beach: Place = { hasWater: true, ground: sand };
const forest: Place = { behind: "forest", ground: grass };
const desert: Place = { ground: { kind: "dunes", color: [226, 172, 108] } };
const city: Place = { behind: "city", ground: { kind: "pavement", color: [112, 116, 124] } };
const field: Place = { ground: { kind: "rows", color: [190, 178, 84] } };
const meadow: Place = { ground: grass };
const mountains: Place = { behind: "mountains" };
const space: Place = { isInSpace: true };

/** Words of a prompt for a place; plurals that end in -s follow by themselves. */
export const places: Readonly<Record<string, Place>> = {
  sea, ocean: sea, lake: sea, river: sea, water: sea, harbor: sea, harbour: sea, bay: sea, wave: sea,
  beach, beaches: beach, coast: beach, shore: beach, island: beach,
  forest, wood: forest, woods: forest, jungle: forest,
  desert, dune: desert, sahara: desert,
  city, cities: city, town: city, skyline: city, street: city, skyscraper: city, downtown: city,
  field, farm: field, vineyard: field,
  meadow, garden: meadow, park: meadow, grass: meadow, hill: meadow, valley: meadow,
  mountain: mountains, alp: mountains, peak: mountains, summit: mountains, volcano: mountains,
  cliff: { hasCliff: true, hasWater: true },
  space, galaxy: space, universe: space,
};
