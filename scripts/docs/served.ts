/** What is known of whether api.stability.ai serves an operation, and since when that is known. */
import { apiVersions, type ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";

const refused = "the action refuses before it sends";
const documented = "documented 2025-02-26";
const inLiveDocument = "in the live document of 2026-09-22";

/** The first that fits a path counts. */
export const sightings: readonly (readonly [path: RegExp, words: string])[] = [
  [/\/image-to-video/, `discontinued 2025-07-24 (notice); ${refused}`],
  [/^\/v2alpha\/|\/creative\/result\//, `served as a legacy (${inLiveDocument})`],
  [/^\/v2beta\//, `served (${inLiveDocument})`],
  [/\/upscale$/, `retired 2024-10-11 with its engine (notice); ${refused}`],
  [/\/text-to-image$/, "served, with Stable Diffusion XL 1.0 as the only engine left (seen in use 2026-06-02, bytechef#5130)"],
  [/\/generation\//, `${documented}, with the same engine; no later sighting`],
  [/\/balance$/, "served (seen 2026-10-09)"],
  [/\/engines\/list$/, `${documented}; a 401 without a key seen 2026-09-13, which v1 answers on any path`],
  [/^\/v1\//, `${documented}; no later sighting`],
];

/** @throws Error for a path of which nothing is known */
export function servedInWords(version: ApiVersion, path: string): string {
  const { switchedOffOn } = apiVersions[version];
  if (switchedOffOn !== undefined) {
    return `switched off ${switchedOffOn} (announced in the documents of March 2023); ${refused}`;
  }
  const words = sightings.find(([pattern]) => pattern.test(path))?.[1];
  if (words === undefined) throw new Error(`is ${path} served? scripts/docs/served.ts does not say`);
  return words;
}
