/** A thing that a prompt may name. */
export interface Thing {
  /** What it is called; plurals that end in -s follow by themselves. */
  words: readonly string[];
  /** Words that mean several of them, and do not end in -s. */
  plurals?: readonly string[];
  /** Where it stands: on the ground, on water, over water from shore to shore, or in the air. */
  place: "ground" | "water" | "crossing" | "air";
  /** The box that it is drawn in; it stands on the lower edge. */
  width: number;
  height: number;
  /** How high it is in a picture of its own, as a share of the picture's height. */
  size: number;
  /** How many are drawn where one is asked for; 1 unless said. */
  count?: number;
  /** How far below its top a light is that shines far at night. */
  light?: number;
  /** `$main` where nothing else is asked. */
  color: string;
  /**
   * The inside of an SVG. `$main`, `$dark` and `$pale` are its color and two shades of it; `$lamp` glows at night.
   * All other colors are written as `#rrggbb`, and follow the light of the scene.
   */
  svg: string;
}
