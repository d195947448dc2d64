import { draw } from "./draw.ts";
import { inpaint } from "./inpaint.ts";
import type { Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
export const drawInStyle = (_reference: Picture, scene: Scene, size: { width: number; height: number }, _fidelity: number): Picture =>
  draw({ ...scene, ...size });
export const transferStyle = (init: Picture, _style: Picture, scene: Scene, options: { styleStrength: number; compositionFidelity: number; changeStrength: number }): Picture =>
  inpaint(init, () => options.changeStrength, scene);
