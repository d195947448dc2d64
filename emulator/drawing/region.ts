import type { Picture, Share } from "./picture.ts";
export const regionOf = ({ width }: Picture, text: string): Share => (pixel) => pixel % width < width / 2 && text !== "" ? 1 : 0;
