/** What a generation of v1 is: data, how it reads its fields, and how its picture comes about. */
import type { z } from "zod";
import type { Picture } from "../drawing/pixels/picture.ts";
import type { AsOf } from "../facts/lifetime.ts";
import type { AllOpened } from "../opened.ts";
import type { DrawingEngine } from "../state/engines.ts";
import type { TextPrompts } from "./fields.ts";
import type { Files } from "./form.ts";
import type { OperationName, Version } from "./versions.ts";

/** Whom a request asks, and when. */
export interface Context {
  version: Version;
  engine: DrawingEngine;
  asOf: AsOf;
  /** Whether fields that the operation does not know are refused. */
  isStrict: boolean;
}

/** What a generation will make, once it is paid for. */
export interface Plan<Drawing extends object> {
  prompts: TextPrompts;
  /** 0 asks for a random one. */
  seed: number;
  samples: number;
  /** For one sample. */
  credits: number;
  /** What `draw` needs, as plain data; its pictures are still encoded. */
  drawing: Drawing;
}

export interface Operation<Fields, Drawing extends object> {
  name: OperationName;
  encoding: "json" | "form";
  /** Whether a line says what a picture was made from, where it was made from words alone. */
  isCaptioned?: true;
  /** The names of the files that a form may have. */
  files: readonly string[];
  /** All fields that it has in any version; `versions.ts` takes away. */
  schema(context: Context): z.ZodType<Fields> & { shape: object };
  /** @throws V1Error 400 for what cannot be drawn */
  plan(fields: Fields, files: Files, context: Context): Plan<Drawing> | Promise<Plan<Drawing>>;
  /**
   * Called in another thread.
   * @param seed of the sample, not 0
   */
  draw(drawing: AllOpened<Drawing>, seed: number): Picture | Promise<Picture>;
}

/** The price that the document of 2025 gives; that each sample costs it is our reading. */
export const priceOfSteps = (steps: number): number => 0.9 * Math.max(1, steps / 30);
