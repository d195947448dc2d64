import { describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { decode, encode, type Format } from "../../emulator/drawing/pixels/picture.ts";
import { difference, disc } from "./pixels.ts";

const translucent = () => {
  const picture = disc();
  for (let at = 3; at < picture.pixels.length; at += 4) picture.pixels[at] = at % 8 === 3 ? 128 : 255;
  return picture;
};

describe.each<Format>(["png", "jpeg", "webp"])("as %s", (format) => {
  test("a picture is of that format, its size, and looks the same", async () => {
    const bytes = await encode(disc(), format);
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 96, height: 64, hasAlpha: false });
    expect(difference(await decode(bytes), disc())).toBeLessThan(format === "png" ? 0.001 : 6);
  });

  test("opacity is kept if asked, where the format has it", async () => {
    const { hasAlpha } = await sharp(await encode(translucent(), format, { keepAlpha: true })).metadata();
    expect(hasAlpha).toBe(format !== "jpeg");
    expect(await sharp(await encode(translucent(), format)).metadata()).toMatchObject({ hasAlpha: false });
  });
});

test("as PNG, which is what it is by default, not a bit is lost", async () => {
  const bytes = await encode(translucent(), undefined, { keepAlpha: true });
  expect((await decode(bytes)).pixels.equals(translucent().pixels)).toBe(true);
});
