/** Which operations api.stability.ai has switched off, against the notes of the derived document. */
import { describe, expect, test } from "@jest/globals";
import { imageToVideo } from "../../components/dreamstudio/operations/v2/video/image-to-video.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { outpaint } from "../../components/dreamstudio/operations/v2/edit/outpaint.ts";
import { hasDocuments, OpenApiDocument } from "../support/documented-parameters.ts";
import { nameIn, v1Operations, v2Operations } from "../support/operations.ts";

/** What is sent if the user gives nothing, as far as rules look at it. */
const defaultsOf = ({ parameters }: Operation) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));

/** Whether a rule refuses it only because the request would go to Stability AI. */
const isRefusedThere = (operation: Operation) => (operation.rules ?? []).some((rule) => {
  const values = defaultsOf(operation);
  return rule.problem(values, { isOfficialHost: true }) !== undefined
    && rule.problem(values, { isOfficialHost: false }) === undefined;
});

test("a rule about the host is told apart from rules about values", () => {
  expect(isRefusedThere(imageToVideo)).toBe(true);
  expect(isRefusedThere(outpaint)).toBe(false);
});

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  const api = hasDocuments ? new OpenApiDocument("2026-union.json") : undefined;
  const cases = [...v1Operations, ...v2Operations].flatMap((operation) =>
    (["v1", "v2alpha", "v2beta"] as const).flatMap((version) => nameIn(operation, version))
      .map((name) => ({ operation, name, lifecycle: api?.facts(name).lifecycle ?? "" })));

  test.each(cases)("$name is refused at Stability AI if, and only if, it is retired", ({ operation, lifecycle }) => {
    expect(lifecycle).toMatch(/^(retired|(in|absent from) the 2026 live document(; still answering| \(legacy|$))/);
    expect(isRefusedThere(operation)).toBe(lifecycle.startsWith("retired"));
  });

  test("some are retired, and most are not", () => {
    const retired = cases.filter(({ lifecycle }) => lifecycle.startsWith("retired"));
    expect(retired.map(({ operation: { name } }) => name)).toStrictEqual([
      "upscale", "image-to-video", "image-to-video", "get-generation-result", "get-generation-result",
    ]);
  });
});
