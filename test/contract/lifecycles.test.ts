/** Which operations api.stability.ai has switched off, against the notes of the derived document. */
import { describe, expect, test } from "@jest/globals";
import { imageToVideo } from "../../components/dreamstudio/operations/v2/video/image-to-video.ts";
import { outpaint } from "../../components/dreamstudio/operations/v2/edit/outpaint.ts";
import { isRetired } from "../../scripts/operations/addresses.ts";
import { hasDocuments, readDocument } from "../support/official-documents.ts";
import { nameIn, v1Operations, v2Operations } from "../support/operations.ts";

test("a rule about the host is told apart from rules about values", () => {
  expect(isRetired(imageToVideo)).toBe(true);
  expect(isRetired(outpaint)).toBe(false);
});

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  const api = hasDocuments ? readDocument("2026-union.json") : undefined;
  const cases = [...v1Operations, ...v2Operations].flatMap((operation) =>
    (["v1", "v2alpha", "v2beta"] as const).flatMap((version) => nameIn(operation, version))
      .map((name) => ({ operation, name, lifecycle: api?.facts(name).lifecycle ?? "" })));

  test.each(cases)("$name is refused at Stability AI if, and only if, it is retired", ({ operation, lifecycle }) => {
    expect(lifecycle).toMatch(/^(retired|(in|absent from) the 2026 live document(; still answering| \(legacy|$))/);
    expect(isRetired(operation)).toBe(lifecycle.startsWith("retired"));
  });

  test("some are retired, and most are not", () => {
    const retired = cases.filter(({ lifecycle }) => lifecycle.startsWith("retired"));
    expect(retired.map(({ operation: { name } }) => name)).toStrictEqual([
      "upscale", "image-to-video", "image-to-video", "get-generation-result", "get-generation-result",
    ]);
  });
});
