/** The results of asynchronous generations: where each kind of result is, in each version of the API. */
import { type ResultKind } from "../generation.ts";
import { forPictures } from "../parameters/client.ts";
import { videosAreServed } from "./video/image-to-video.ts";
import { defineOperation, type Operation } from "../operation.ts";
import { client, type ValuesOf } from "../parameter.ts";
import { apiVersion, waitForResult } from "./parameters.ts";

const id = {
  kind: "pattern",
  wire: "id",
  place: "path",
  required: true,
  pattern: /^[\w-]{64}$/,
  patternInWords: "the id of a generation, of 64 characters",
  label: "Generation ID",
  description: "What **Upscale Image Creatively**, **Replace Background and Relight** or **Image to Video (retired)** returned "
    + "as `id`, at most 24 hours ago and with the same key.",
  examples: ["a6dc6c6e20acda010fe14d71f180658f2896ed9b4ec25aa99a6ff06c796987c4"],
  antiExamples: [
    { value: "a6dc6c6e", reason: "of 64 characters" },
    { value: "../".repeat(21) + "x", reason: "of 64 characters" },
  ],
} as const;

const generationType = {
  ...client,
  kind: "choice",
  options: ["picture", "upscale-creative", "video", "audio"],
  default: "picture",
  label: "Generation Type",
  description: "What was started: any `picture`, a `video`, or `audio`. `upscale-creative` asks in an older way, which only "
    + "**Upscale Image Creatively** has.",
  examples: ["picture", "video"],
  antiExamples: [{ value: "sound", reason: "one of" }],
} as const;

const parameters = { id, generationType, waitForResult, ...forPictures, apiVersion } as const;

/** An operation that reads a result. */
export interface ResultOperation extends Operation<typeof parameters> {
  /** The media types to ask for, which are documented for each address. */
  accept(values: { apiVersion?: unknown }): string;
}

const read = { name: "get-generation-result", method: "GET", saves: true, parameters } as const;

const v2alphaPicture = "/v2alpha/generation/stable-image/upscale/result/{id}";

export const generationResults: Readonly<Record<ResultKind, ResultOperation>> = {
  picture: {
    ...defineOperation({ ...read, paths: { v2beta: "/v2beta/results/{id}", v2alpha: v2alphaPicture } }),
    accept: ({ apiVersion: version }) => version === "v2alpha" ? "image/*" : "*/*",
  },
  "upscale-creative": {
    ...defineOperation({
      ...read,
      paths: { v2beta: "/v2beta/stable-image/upscale/creative/result/{id}", v2alpha: v2alphaPicture },
    }),
    accept: () => "image/*",
  },
  video: {
    ...defineOperation({
      ...read,
      paths: {
        v2beta: "/v2beta/image-to-video/result/{id}",
        v2alpha: "/v2alpha/generation/image-to-video/result/{id}",
      },
      rules: [videosAreServed],
    }),
    accept: () => "video/*",
  },
  audio: {
    ...defineOperation({ ...read, paths: { v2beta: "/v2beta/audio/results/{id}" } }),
    accept: () => "audio/*",
  },
};

/** The one whose props the action shows. */
export const getGenerationResult = generationResults.picture;

/** By the user's choice, which may be none of those that there are. */
export const resultOperationOf = (chosen: unknown): ResultOperation =>
  Object.entries(generationResults).find(([kind]) => kind === chosen)?.[1] ?? generationResults.picture;

export type ResultValues = ValuesOf<typeof parameters>;
