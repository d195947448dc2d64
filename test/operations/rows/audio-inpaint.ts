/** `POST /v2beta/audio/stable-audio-2/inpaint` and `/v2beta/audio/stable-audio/inpaint` */
import type { Row } from "../row.ts";

const prompt = "a drum solo";

export const row: Row = {
  name: "audio-inpaint",
  makes: "sound",
  happened: `Made … with a new part: "${prompt}"`,
  requests: [
    {
      path: "/v2beta/audio/stable-audio-2/inpaint",
      // Without a word the part begins at 30 s, behind the end of this sound.
      least: { audio: "@song", prompt, maskStart: 2 },
      more: { maskEnd: "4.5", duration: 6, steps: 4, seed: 7, outputFormat: "wav" },
      seconds: 6,
      credits: 20,
      prices: [[{ model: "stable-audio-3" }, 26]],
      sounds: [["audio", 190]],
    },
    {
      path: "/v2beta/audio/stable-audio/inpaint",
      isStarted: true,
      least: { audio: "@song", prompt, maskStart: "2", model: "stable-audio-3" },
      more: { maskEnd: 3, duration: "6", steps: 8, cfgScale: 2, seed: 7, outputFormat: "mp3" },
      seconds: 6,
      credits: 26,
      sounds: [["audio", 380]],
    },
  ],
};
