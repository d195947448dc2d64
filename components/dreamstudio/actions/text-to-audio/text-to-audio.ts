import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { soundPriceInWords } from "../../operations/v2/audio/models.ts";
import { textToAudio } from "../../operations/v2/audio/text-to-audio.ts";

export default {
  key: "dreamstudio-text-to-audio",
  name: "Text to Audio",
  description: "Make music or another sound of up to 190 seconds, or 380 with `stable-audio-3`, from a text prompt with Stable "
    + `Audio: ${soundPriceInWords}. `
    + "Saves it to `/tmp` as MP3 or WAV and returns its `filePath`. Only `prompt` is needed: "
    + "`{ \"prompt\": \"warm lofi piano\", \"duration\": 45 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Stable-Audio-2/paths/~1v2beta~1audio~1stable-audio-2~1text-to-audio/post)",
  version: "0.0.5",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(textToAudio, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof textToAudio>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.textToAudio({ $, ...inputsOf(textToAudio, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)}`));
    return result;
  },
};
