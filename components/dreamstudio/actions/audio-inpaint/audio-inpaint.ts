import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { soundPriceInWords } from "../../operations/v2/audio/models.ts";
import { audioInpaint } from "../../operations/v2/audio/audio-inpaint.ts";

export default {
  key: "dreamstudio-audio-inpaint",
  name: "Inpaint Audio",
  description: "Make a part of an MP3 or WAV anew from a text prompt with Stable Audio, and keep the rest: "
    + `${soundPriceInWords}. `
    + "Saves it to `/tmp` and returns its `filePath`. Example: `{ \"audio\": \"/tmp/song.mp3\", \"prompt\": \"a drum solo\", "
    + "\"maskStart\": 10, \"maskEnd\": 20 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Stable-Audio-2/paths/~1v2beta~1audio~1stable-audio-2~1inpaint/post)",
  version: "0.0.5",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(audioInpaint, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof audioInpaint>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.audioInpaint({ $, ...inputsOf(audioInpaint, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} with a new part: ${quoted(this.prompt)}`));
    return result;
  },
};
