/** The three versions of the first API, as data: what is the same in all is elsewhere, what differs is here. */
import { isAlive, type AsOf, type Lifetime } from "../facts/lifetime.ts";

type VersionName = "v1" | "v1beta" | "v1alpha";

export type OperationName = "text-to-image" | "image-to-image" | "image-to-image/masking" | "image-to-image/upscale";

export interface Version {
  name: VersionName;
  /** The days on which each of its operations answers; `others` are the engines and the account. */
  lifetimes: Partial<Record<OperationName, Lifetime>> & { others: Lifetime };
  /** How a multipart request carries its fields: a part for each, or all as JSON in the part `options`. */
  formFields: "parts" | "options";
  /** The body of an error: that of the framework goa says more. */
  errorBody: "plain" | "goa";
  /** Whether the list of engines is the body, or its member `engines`. */
  wrapsEngines: boolean;
  /** The mode of image-to-image where none is given, or none can be. */
  initImageMode: "IMAGE_STRENGTH" | "STEP_SCHEDULE";
  /** Fields that only other versions have. */
  lacks: readonly string[];
  lacksIn: Partial<Record<OperationName, readonly string[]>>;
  /** Fields that came later than the version, with the day of the first document that has them. */
  came: Readonly<Record<string, Lifetime>>;
}

const since2023March = { from: "2023-03-26", source: "document of v1 of 2023-03-26; seen 2026-09-13 and 2026-10-09" };

const announcedEnd = "end announced for 2023-05-01 in the documents of 2023-03-26";

/** Whether it was really gone from that day on was not observed. */
const previewUntilMay = (from: string, document: string): Lifetime => ({
  from,
  until: "2023-05-01",
  source: `${document}; ${announcedEnd}`,
});

const inAugust2023 = { from: "2023-08-25", source: "document of v1 of 2023-08-25; not in that of 2023-03-26" };

const v1: Version = {
  name: "v1",
  lifetimes: {
    others: since2023March,
    "text-to-image": since2023March,
    "image-to-image": since2023March,
    "image-to-image/masking": since2023March,
    "image-to-image/upscale": {
      from: "2023-03-26",
      until: "2025-01-02",
      source: "documents of v1 of 2023; not in that of 2025-01-02",
    },
  },
  formFields: "parts",
  errorBody: "plain",
  wrapsEngines: false,
  initImageMode: "IMAGE_STRENGTH",
  lacks: [],
  lacksIn: {
    "image-to-image": ["height", "width"],
    "image-to-image/masking": ["height", "width", "step_schedule_start", "step_schedule_end"],
  },
  came: { style_preset: inAugust2023, extras: inAugust2023 },
};

const v1betaLife = previewUntilMay("2023-03-26", "document of v1beta of 2023-03-26");

const v1beta: Version = {
  name: "v1beta",
  lifetimes: {
    others: v1betaLife,
    "text-to-image": v1betaLife,
    "image-to-image": v1betaLife,
    "image-to-image/masking": v1betaLife,
  },
  formFields: "parts",
  errorBody: "plain",
  wrapsEngines: true,
  initImageMode: "IMAGE_STRENGTH",
  lacks: ["style_preset", "extras"],
  lacksIn: { "image-to-image/masking": ["step_schedule_start", "step_schedule_end"] },
  came: {},
};

const v1alphaLife = previewUntilMay("2023-01-01", "document of v1alpha of 2023-01-01");

const v1alpha: Version = {
  name: "v1alpha",
  lifetimes: {
    others: v1alphaLife,
    "text-to-image": v1alphaLife,
    "image-to-image": v1alphaLife,
    "image-to-image/masking": v1alphaLife,
  },
  formFields: "options",
  errorBody: "goa",
  wrapsEngines: true,
  initImageMode: "STEP_SCHEDULE",
  lacks: ["style_preset", "extras"],
  lacksIn: { "image-to-image": ["init_image_mode", "image_strength"] },
  came: {},
};

export const versions: readonly Version[] = [v1, v1beta, v1alpha];

/** The version that answers a path: where none has it (any more), v1, whose error for unknown paths was observed. */
export const versionOf = (path: string, asOf: AsOf): Version =>
  versions.find(({ name, lifetimes }) => path.startsWith(`/${name}/`) && isAlive(lifetimes.others, asOf)) ?? v1;

/** Whether a field belongs to an operation of a version as of a day. */
export const hasField = (version: Version, operation: OperationName, asOf: AsOf, field: string): boolean => {
  const lifetime = version.came[field];
  return !version.lacks.includes(field)
    && !(version.lacksIn[operation] ?? []).includes(field)
    && (lifetime === undefined || isAlive(lifetime, asOf));
};
