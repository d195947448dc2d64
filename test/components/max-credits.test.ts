/** The user's own limit of what a call may cost: its price just passes, a hundredth less does not. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { failAction, runAction } from "../support/binder.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { sendMedia } from "../support/v2-host.ts";

usePicturesFolder();

const prompt = "A lighthouse on a cliff";
const started = { id: "0".repeat(64) };

let picture: Buffer;
let uri: string;
beforeAll(async () => {
  picture = await plainPicture({ alpha: 0.5 });
  uri = `data:image/png;base64,${picture.toString("base64")}`;
});

const startHost = () => startServer((response, { headers }) => {
  if (headers.accept === "application/json") json(200, started)(response);
  else sendMedia(response, picture);
});

type Row = [action: string, props: Record<string, unknown>, price: number];

const v2alpha = { apiVersion: "v2alpha" };
const later = { waitForResult: false };

const rows: readonly Row[] = [
  ["generate-core", {}, 3],
  ["generate-core", { count: 10 }, 30],
  ["generate-ultra", { count: 3 }, 24],
  ["generate-sd3", {}, 6.5],
  ["generate-sd3", { model: "sd3.5-large-turbo" }, 4],
  ["generate-sd3", { model: "sd3.5-medium", count: 3 }, 10.5],
  ["generate-sd3", { model: "sd3.5-flash", count: 2 }, 5],
  ["erase", {}, 5],
  ["inpaint", {}, 5],
  ["inpaint", v2alpha, 3],
  ["inpaint", { ...v2alpha, searchPrompt: "door" }, 4],
  ["outpaint", { left: 8 }, 4],
  ["search-and-replace", { searchPrompt: "door" }, 5],
  ["search-and-replace", { searchPrompt: "door", ...v2alpha }, 4],
  ["search-and-recolor", { selectPrompt: "door" }, 5],
  ["remove-background", {}, 5],
  ["replace-background-and-relight", { backgroundPrompt: "a beach", ...later }, 8],
  ["sketch", {}, 5],
  ["structure", {}, 5],
  ["style", {}, 5],
  ["style-transfer", {}, 8],
  ["upscale-fast", {}, 2],
  ["upscale-conservative", {}, 40],
  ["upscale-creative", later, 60],
  ["upscale-creative", { ...later, ...v2alpha }, 25],
];

/** What the actions need besides; those that do not know one of them do not look at it. */
const withNeeds = (action: string, props: Record<string, unknown>) => ({
  prompt,
  ...!action.startsWith("generate") && { image: uri },
  ...action === "style-transfer" && { initImage: uri, styleImage: uri },
  ...action.startsWith("replace") && { subjectImage: uri },
  ...props,
});

async function expectLimit(action: string, props: object, price: number): Promise<void> {
  const { requests } = await startHost();
  const { result } = await runAction(action, { ...props, maxCredits: String(price) });
  expect(result.credits).toBe(price);
  expect(result.parameters).toMatchObject({ maxCredits: String(price) });
  const sent = requests.length;
  expect(sent).toBeGreaterThan(0);

  const allowed = Number((price - 0.01).toFixed(2));
  const error = await failAction(action, { ...props, maxCredits: allowed });
  expect(error.name).toBe("ConfigurationError");
  expect(error.message.split("\n").slice(1)).toStrictEqual([
    `- maxCredits: this costs about ${price} credits, more than the ${allowed} allowed`,
  ]);
  expect(requests).toHaveLength(sent);
}

test.each(rows)("%s %j costs %d", async (action, props, price) => {
  await expectLimit(action, withNeeds(action, props), price);
});

test("image-to-video costs 20", async () => {
  const still = await plainPicture({ width: 768, height: 768 });
  const image = `data:image/png;base64,${still.toString("base64")}`;
  await expectLimit("image-to-video", { image, ...later }, 20);
});

describe("v1", () => {
  test.each<Row>([
    ["text-to-image", {}, 0.9],
    ["text-to-image", { steps: 31 }, 0.93],
    ["text-to-image", { steps: 150 }, 4.5],
    ["masking", { maskSource: "INIT_IMAGE_ALPHA" }, 0.9],
  ])("%s %j costs %d", async (action, props, price) => {
    await expectLimit(action, { prompt, initImage: uri, engineId: "stable-diffusion-v1-6", ...props }, price);
  });

  test("several samples cost as many times as much", async () => {
    const base64 = picture.toString("base64");
    const { requests } = await startServer(json(200, { artifacts: [{ base64, seed: 1, finishReason: "SUCCESS" }] }));
    const props = { prompt, samples: 3, steps: 45 };
    expect((await runAction("text-to-image", { ...props, maxCredits: "4.05" })).result.credits).toBe(4.05);
    await failAction("text-to-image", { ...props, maxCredits: "4.04" });
    expect(requests).toHaveLength(1);
  });

  test("where no document tells the price, no limit can be kept, and none is said to be", async () => {
    const { requests } = await startHost();
    const { message } = await failAction("upscale", { image: uri, maxCredits: 1_000_000 });
    expect(message.split("\n").slice(1)).toStrictEqual([
      "- maxCredits: no document tells what this costs, so that no limit can be kept; leave it out",
    ]);
    expect(requests).toStrictEqual([]);
    expect((await runAction("upscale", { image: uri })).result).not.toHaveProperty("credits");
  });
});

test("a limit of 0 lets nothing through, and no limit everything", async () => {
  const { requests } = await startHost();
  await failAction("generate-core", { prompt, maxCredits: 0 });
  expect(requests).toStrictEqual([]);
  await runAction("generate-ultra", { prompt, count: 10 });
  expect(requests).toHaveLength(10);
});
