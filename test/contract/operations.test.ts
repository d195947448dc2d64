/**
 * Our operations against the API's official documents, in both directions: every documented operation and field is one
 * of ours, every one of ours is documented, and types, ranges, lengths, choices, defaults, requirements and prices
 * agree. What differs is listed with its reason: for the newest document where `npm run drift` has its list, for the
 * others here.
 */
import { describe, expect, test } from "@jest/globals";
import { differencesOfComponents } from "../../scripts/drift/components.ts";
import { exceptions, sortByExceptions, type Exception } from "../../scripts/drift/exceptions.ts";
import { hasDocuments, readDocument } from "../support/official-documents.ts";

/** Those about v1 and v2 that hold for the document of February 2025 too, and what changed after it. */
const ofFebruary2025: readonly Exception[] = [
  ...exceptions.filter(([where]) => !/^emulator |audio|generate-sd3 model/.test(where)),
  ["v2*/image-to-video retired", "false", "discontinued 2025-07-24"],
  ["v2*/get-generation-result retired", "false", "that of videos"],
  ["v2beta/generate-sd3 model enum",
    "sd3-large, sd3-large-turbo, sd3-medium, sd3.5-large, sd3.5-large-turbo, sd3.5-medium",
    "sd3-* became other names for sd3.5-* on 2025-04-17"],
  ["v2beta/generate-sd3 output_format enum", "jpeg, png", "webp came after February 2025"],
  ["v2beta/*audio* gone", "–", "sounds came later"],
  ["v2beta/get-generation-result gone", "–", "that of sounds"],
  ["v2beta/style-transfer gone", "–", "it came later"],
  ...[
    ["stable-fast-3d", "2"], ["upscale-conservative", "25"], ["upscale-creative", "25"], ["upscale-fast", "1"],
    ["erase", "3"], ["inpaint", "3"], ["search-and-replace", "4"], ["remove-background", "2"],
    ["sketch", "3"], ["structure", "3"], ["style", "4"],
  ].map(([name = "", credits = ""]): Exception => [`v2beta/${name} price`, credits, "prices changed on 2025-08-01"]),
];

const of2023 = (version: string): readonly Exception[] => [
  ["v2beta gone", "–", "v2 came later"],
  ["v2alpha gone", "–", "v2 came later"],
  [`${version}/* engine_id required`, "true", "we have a default, so that the user need not give it"],
  [`${version}/* steps default`, "50", "it became 30 in 2025; it is only shown to the user, and never sent"],
  [`${version}/* width default`, "512", "it depends on the engine: 1024 for Stable Diffusion XL, by the document of 2025"],
  [`${version}/* height default`, "512", "as width"],
  [`${version}/* price`, "–", "the document of 2025 is the first with a price"],
];

const documents: readonly [name: string, exceptions: readonly Exception[]][] = [
  ["2026-union.json", exceptions.filter(([where]) => !where.startsWith("emulator "))],
  ["v2.json", ofFebruary2025],
  ["v1.json", [...of2023("v1"), ["v1/upscale retired", "false", "its engines were retired in 2023 and 2024"]]],
  ["v1beta.json", of2023("v1beta")],
  ["v1alpha.json", [
    ...of2023("v1alpha"),
    ["v1alpha/* width multipleOf", "–", "the document says it in prose: increments of 64"],
    ["v1alpha/* height multipleOf", "–", "as width"],
    ["v1alpha/* step_schedule_start default", "–", "v1alpha documents none; 0.65 is that of v1"],
  ]],
];

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  test.each(documents)("what differs from %s is listed with its reason, and what is listed differs", (name, listed) => {
    const sorted = sortByExceptions(differencesOfComponents(readDocument(name)), listed);
    expect(sorted).toStrictEqual({ unlisted: [], unused: [] });
  });
});
