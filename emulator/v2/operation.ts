/** What an operation of v2 is: data, and how what it makes comes about. */
import type { Format } from "../drawing/pixels/picture.ts";
import type { SoundFormat } from "../music/encode.ts";
import type { AsOf, Lifetime } from "../facts/lifetime.ts";
import type { AllOpened } from "../opened.ts";
import type { Makes } from "../state/media.ts";
import type { Drawing } from "../state/studio.ts";
import type { FieldsSchema } from "./form.ts";
import type { Price } from "./prices.ts";

/** What all operations need of their fields, where they have them. */
export interface CommonFields {
  /** Most begin with one. */
  image?: unknown;
  seed?: number;
  output_format?: Format | SoundFormat;
  negative_prompt?: string | undefined;
  model?: string;
}

export interface Operation<Fields extends CommonFields> {
  /** Where to `POST`. */
  path: string;
  lifetime: Lifetime;
  /** A picture, if it does not say otherwise. */
  makes?: Makes;
  /** Whether it answers with an id, and what it makes waits elsewhere; otherwise with what it makes. */
  isStarted?: boolean;
  /** What a start is answered with; 200 if not said. */
  startStatus?: 202;
  /** Whether it refuses bodies of more than 10 MiB; it is documented for all of v2beta that takes pictures but one. */
  hasBodyLimit?: boolean;
  /** The largest body, where that is another one. */
  bodyLimitBytes?: number;
  /** Whether 422 is documented: languages, public figures, and what belongs to others. */
  isScreened?: boolean;
  keepsAlpha?: boolean;
  /** Whether a line says what a picture was made from, where it was made from words alone. */
  isCaptioned?: true;
  schema(asOf: AsOf): FieldsSchema<Fields>;
  price: Price | ((fields: Fields) => Price);
  /** The texts that are looked at for words, but for the negative prompt. */
  prompts(fields: Fields): readonly (string | undefined)[];
  /**
   * Called in another thread.
   * @param seed not 0
   */
  draw(fields: AllOpened<Fields>, seed: number): Drawing | Promise<Drawing>;
}

/** So that the types of the fields follow from the schema. */
export const operation = <Fields extends CommonFields>(one: Operation<Fields>): Operation<Fields> => one;
