/** `POST /v2beta/audio/stable-audio-2/audio-to-audio` and `/v2beta/audio/stable-audio/audio-to-audio` */
import type { Row } from "../row.ts";

const prompt = "a string quartet";

export const row: Row = {
  name: "audio-to-audio",
  makes: "sound",
  happened: `Made … of "${prompt}" from a sound`,
  requests: [
    {
      path: "/v2beta/audio/stable-audio-2/audio-to-audio",
      least: { audio: "@song", prompt },
      more: { strength: 0, duration: 2, steps: 100, cfgScale: 1, seed: 7, outputFormat: "wav" },
      seconds: 2,
      credits: 23,
      sounds: [["audio", 190]],
    },
    {
      path: "/v2beta/audio/stable-audio-2/audio-to-audio",
      least: { audio: "@song", prompt, model: "stable-audio-2.5" },
      more: { strength: "0.01", duration: 1, steps: 8, cfgScale: 1, seed: 7, outputFormat: "mp3" },
      seconds: 1,
      credits: 20,
      sounds: [["audio", 190]],
    },
    {
      path: "/v2beta/audio/stable-audio/audio-to-audio",
      isStarted: true,
      least: { audio: "@song", prompt, model: "stable-audio-3" },
      more: { strength: "0.5", duration: 1, steps: 4, cfgScale: 2, seed: 7, outputFormat: "wav" },
      seconds: 1,
      credits: 26,
      sounds: [["audio", 380]],
    },
  ],
};
