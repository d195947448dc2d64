/** What a step says in one line. */
import { describe, expect, test } from "@jest/globals";
import type { GenerationResult } from "../../components/dreamstudio/common/results/result.ts";
import { counting, quoted, resizing, summarize } from "../../components/dreamstudio/common/results/summary.ts";

const saved = (width: number, height: number) => ({
  filePath: "/tmp/a.png", filename: "a.png", contentType: "image/png", bytes: 1, width, height,
  finishReason: "SUCCESS",
});

const result: GenerationResult = {
  filePath: "/tmp/a.png",
  filePaths: ["/tmp/a.png"],
  images: [saved(1804, 1200)],
  parameters: {},
  sent: { image: { contentType: "image/png", bytes: 1, width: 451, height: 300 } },
  credits: 2,
};

test("both sizes are named where one becomes the other, and once", () => {
  expect(summarize(result, resizing("Enlarged", result))).toBe("Enlarged 451x300 to 1804x1200 (about 2 credits)");
  expect(resizing("Enlarged", { ...result, sent: {} })).toBe("Enlarged a picture");
});

test("where no file is left, nothing is said to be made", () => {
  const filtered = { ...result, filePaths: [], images: [{ finishReason: "CONTENT_FILTERED" }] };
  expect(summarize(filtered, "Removed the background")).toBe("Kept nothing (about 2 credits, 1 of 1 filtered)");
});

test("several are counted, videos apart", () => {
  expect(counting("Made", { ...result, images: [saved(1, 1), saved(1, 1)] })).toBe("Made 2 pictures");
  expect(counting("Fetched", { ...result, images: [], videos: [saved(1, 1)] })).toBe("Fetched 1 video");
});

describe("a prompt", () => {
  test.each([
    ["two\nlines\r\n\tof it ", "\"two lines of it\""],
    ["\u001b[31mred\u0000\u009b", "\"[31mred\""],
    ["x".repeat(60), `"${"x".repeat(60)}"`],
    ["x".repeat(61), `"${"x".repeat(59)}…"`],
  ])("%j stands in one line of at most 60 characters", (prompt, words) => {
    expect(quoted(prompt)).toBe(words);
  });
});
