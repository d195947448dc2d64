/** An example of each action: its props, with pictures of docs/examples. Only what an action cannot do without. */
import type { ExampleProps } from "./action-page.ts";

const picture = (name: string) => `docs/examples/${name}`;

const cup = picture("cup.jpg");
const mask = picture("cup-mask.png");
const sunset = picture("sunset.jpg");
const square = picture("square.jpg");
const song = picture("song.mp3");
const prompt = "A lighthouse on a cliff";
const seed = 7;

export const examples: Readonly<Record<string, ExampleProps>> = {
  account: {},
  "api-request": { method: "GET", path: "/v1/user/balance" },
  "audio-inpaint": { audio: song, prompt: "A drum solo", maskStart: 2, maskEnd: 4, seed },
  "audio-to-audio": { audio: song, prompt: "A slow waltz", strength: "0.6", duration: 6, seed },
  balance: {},
  erase: { image: cup, mask, seed },
  "fit-image": { image: picture("portrait.jpg"), for: "image-to-image" },
  "generate-core": { prompt, aspectRatio: "16:9", seed },
  "generate-sd3": { prompt, model: "sd3.5-medium", seed },
  "generate-ultra": { prompt: "A castle by the sea at sunset", seed },
  "image-to-image": { initImage: square, prompt: "A lighthouse in the snow", seed },
  "image-to-video": { image: picture("still.jpg"), seed },
  inpaint: { image: cup, mask, prompt: "A red boat on the sea", seed },
  "list-engines": {},
  masking: {
    maskSource: "MASK_IMAGE_WHITE", initImage: square, maskImage: picture("square-mask.png"), prompt: "A red boat on the sea", seed,
  },
  outpaint: { image: cup, left: 200, right: 200, seed },
  "remove-background": { image: cup },
  "replace-background-and-relight": {
    subjectImage: picture("portrait.jpg"), backgroundPrompt: "A beach at sunset", lightSourceDirection: "left",
    lightSourceStrength: "0.6", seed,
  },
  "search-and-recolor": { image: cup, selectPrompt: "the cup", prompt: "A turquoise cup", seed },
  "search-and-replace": { image: cup, searchPrompt: "the cup", prompt: "A castle on a hill", seed },
  sketch: { image: picture("sketch.png"), prompt: "A house in a meadow by day", seed },
  "stable-fast-3d": { image: cup },
  "stable-point-aware-3d": { image: cup, seed },
  structure: { image: picture("portrait.jpg"), prompt: "A forest at sunset", seed },
  style: { image: sunset, prompt: "A castle on a hill by day", seed },
  "style-transfer": { initImage: cup, styleImage: sunset, seed },
  "text-to-audio": { prompt: "warm lofi piano", duration: 6, seed },
  "text-to-image": { prompt, seed },
  upscale: { image: picture("small.jpg") },
  "upscale-conservative": { image: picture("small.jpg"), prompt: "An orange on a cloth", seed },
  "upscale-creative": { image: picture("small.jpg"), prompt: "An orange on a cloth", seed },
  "upscale-fast": { image: picture("small.jpg") },
};
