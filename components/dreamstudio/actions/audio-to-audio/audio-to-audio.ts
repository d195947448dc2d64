import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { soundPriceInWords } from "../../operations/v2/audio/models.ts";
import { audioToAudio } from "../../operations/v2/audio/audio-to-audio.ts";

export default {
  key: "dreamstudio-audio-to-audio",
  name: "Audio to Audio",
  description: "Make a new sound from an MP3 or WAV and a text prompt with Stable Audio: "
    + `${soundPriceInWords}. `
    + "A `strength` below 1 says how far it may go from the sound given. Saves it to `/tmp` and returns its `filePath`. Example: "
    + "`{ \"audio\": \"/tmp/humming.mp3\", \"prompt\": \"a string quartet\", \"strength\": 0.6 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Stable-Audio-2/paths/~1v2beta~1audio~1stable-audio-2~1audio-to-audio/post)",
  version: "0.0.5",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(audioToAudio, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof audioToAudio>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.audioToAudio({ $, ...inputsOf(audioToAudio, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)} from a sound`));
    return result;
  },
};
