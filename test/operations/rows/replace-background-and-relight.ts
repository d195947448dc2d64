/** `POST /v2beta/stable-image/edit/replace-background-and-relight` */
import { usual, usualWithRatio } from "../edges.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "replace-background-and-relight",
  isStarted: true,
  happened: "Replaced the background and relit the subject",
  requests: [{
    path: "/v2beta/stable-image/edit/replace-background-and-relight",
    least: { subjectImage: "@opaque", backgroundPrompt: "a beach" },
    more: {
      backgroundReference: "@wide", foregroundPrompt: "", negativePrompt: "people", preserveOriginalSubject: 0,
      originalBackgroundDepth: "1", keepOriginalBackground: "false", lightSourceDirection: "above",
      lightReference: "@wide", lightSourceStrength: 0.25, seed: 7, outputFormat: "jpeg",
    },
    size: [64, 64],
    credits: 8,
    pictures: [["subjectImage", usualWithRatio], ["backgroundReference", usual], ["lightReference", usual]],
  }],
};
