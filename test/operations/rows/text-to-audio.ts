/** `POST /v2beta/audio/stable-audio-2/text-to-audio` and `/v2beta/audio/stable-audio/text-to-audio` */
import type { Row } from "../row.ts";

const prompt = "warm lofi piano, 80 BPM";

export const row: Row = {
  name: "text-to-audio",
  makes: "sound",
  happened: `Made … of "${prompt}"`,
  requests: [
    {
      path: "/v2beta/audio/stable-audio-2/text-to-audio",
      least: { prompt },
      more: { duration: "1.5", steps: 35, cfgScale: "7", seed: 7, outputFormat: "wav" },
      seconds: 1.5,
      credits: 19.1,
      prices: [
        [{ steps: undefined }, 20],
        [{ steps: 30 }, 18.8],
        [{ steps: "100" }, 23],
        [{ steps: 8, model: "stable-audio-2.5" }, 20],
        [{ steps: undefined, model: "stable-audio-3" }, 26],
      ],
    },
    {
      path: "/v2beta/audio/stable-audio-2/text-to-audio",
      least: { prompt, model: "stable-audio-2.5" },
      more: { duration: 1, steps: "4", cfgScale: 1, seed: 7, outputFormat: "mp3" },
      seconds: 1,
      credits: 20,
    },
    {
      path: "/v2beta/audio/stable-audio/text-to-audio",
      isStarted: true,
      least: { prompt, model: "stable-audio-3" },
      more: { duration: "1", steps: 8, cfgScale: 25, seed: 7, outputFormat: "mp3" },
      seconds: 1,
      credits: 26,
    },
  ],
};
