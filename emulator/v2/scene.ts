/** What is to be drawn, by the fields of a request. */
import type { Scene } from "../drawing/scene/scene.ts";

interface ScenicFields {
  prompt?: string | undefined;
  negative_prompt?: string | undefined;
  style_preset?: string | undefined;
}

/** The negative prompt has a weight below 0, as in v1. */
export function sceneOf({ prompt = "", negative_prompt: negative, style_preset: style }: ScenicFields, seed: number): Scene {
  const prompts = [{ text: prompt }, ...negative === undefined || negative === "" ? [] : [{ text: negative, weight: -1 }]];
  return { prompts, seed, style };
}
