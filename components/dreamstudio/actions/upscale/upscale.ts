import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { resizing, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { upscale } from "../../operations/v1/upscale.ts";

export default {
  key: "dreamstudio-upscale",
  name: "Upscale Image (v1, retired)",
  description: "Legacy: api.stability.ai retired this operation on 2024-10-11, so it works only with a gateway, a server of your "
    + "own or the emulator; use **Upscale Image Fast** instead. Enlarges a picture with Real-ESRGAN or the latent "
    + "upscaler of API v1. Saves it as PNG to `/tmp` and returns its `filePath`. Example: `{ \"image\": \"/tmp/photo.png\", "
    + "\"width\": 2048 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(upscale, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof upscale>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.upscale({ $, ...inputsOf(upscale, this) });
    $.export("$summary", summarize(result, resizing("Enlarged", result)));
    return result;
  },
};
