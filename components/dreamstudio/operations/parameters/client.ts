/** What a user decides and the API never sees. */
import { client } from "../parameter.ts";

export const onContentFiltered = {
  ...client,
  kind: "choice",
  options: ["fail", "keep", "skip"],
  default: "fail",
  label: "On Content Filtered",
  description: "What to do with pictures that Stability AI's filter has blurred: `fail` if no other came back, "
    + "`keep` them like others, or `skip` them, so that none is saved and the step goes on.",
  examples: ["fail", "keep", "skip"],
  antiExamples: [{ value: "ignore", reason: "one of" }],
} as const;

export const saveParameters = {
  ...client,
  kind: "choice",
  options: ["nowhere", "sidecar", "metadata"],
  default: "nowhere",
  label: "Save Parameters",
  description: "Where to save how each file was made (operation, parameters, seed; of files only the names, and never the "
    + "key), besides the result: `nowhere`, so that the file stays byte for byte as the API sent it; `sidecar`, a file "
    + "beside it whose name ends in `.json`; or `metadata`, in the file itself, as pictures can. What Stability AI has signed (Content "
    + "Credentials), and what has no room for it, as sounds, videos and 3D models, gets the sidecar instead.",
  examples: ["sidecar", "metadata", "nowhere"],
  antiExamples: [{ value: "exif", reason: "one of" }],
} as const;

export const maxCredits = {
  ...client,
  kind: "number",
  min: 0,
  label: "Max Credits",
  description: "The most that the step may cost: it ends before anything is spent if it would cost more.",
  examples: ["10", 6.5, 0],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: "cheap", reason: "not a number" },
  ],
} as const;

export const count = {
  ...client,
  kind: "integer",
  min: 1,
  max: 10,
  default: 1,
  label: "Count",
  description: "How many pictures to make, each with a seed of its own; each is paid for. If some fail, the result has the "
    + "others and says what failed.",
  examples: [3, "10"],
  antiExamples: [
    { value: 0, reason: "at least 1" },
    { value: 11, reason: "at most 10" },
  ],
} as const;

export const waitForResult = {
  ...client,
  kind: "switch",
  default: true,
  label: "Wait for Result",
  description: "Whether to wait for the result, as long as the step has time. With `false`, or when the time is up, the "
    + "result has the id and `\"status\": \"in-progress\"`; **Get Generation Result** fetches it, for 24 hours.",
  examples: [true, "false"],
  antiExamples: [{ value: "later", reason: "neither true nor false" }],
} as const;

/** What becomes of pictures that came. */
export const forPictures = { onContentFiltered, saveParameters } as const;

/** The same for pictures that cost credits. */
export const forPaidPictures = { ...forPictures, maxCredits } as const;
