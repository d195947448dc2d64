/** The sizes that a form offers: those of the chosen engine that go with the other side, if it is chosen. */
import type { Size } from "../../operations/size.ts";
import { engines, sizesOf } from "../../operations/v1/engines.ts";
import { entryOf } from "../../operations/table.ts";

export interface ChosenSize {
  engineId?: string | undefined;
  width?: number | undefined;
  height?: number | undefined;
}

interface SideOption {
  label: string;
  value: number;
}

/** No options for an engine of which no sizes are known: any multiple of 64 can be typed. */
function options({ engineId = "", ...given }: ChosenSize, side: keyof Size): SideOption[] {
  const sizes = entryOf(engines, engineId)?.sizes;
  if (sizes === undefined) return [];
  const { width, height } = given;
  const fitting = sizesOf(sizes, { ...width !== undefined && { width }, ...height !== undefined && { height } });
  const values = [...new Set(fitting.map((size) => size[side]))].sort((a, b) => a - b);
  return values.map((value) => ({ label: `${value} pixels`, value }));
}

export const widthOptions = ({ engineId, height }: ChosenSize): SideOption[] => options({ engineId, height }, "width");
export const heightOptions = ({ engineId, width }: ChosenSize): SideOption[] => options({ engineId, width }, "height");
