/** What the API had on which day. */
import { expect, test } from "@jest/globals";
import { startEmulator } from "../support/emulator.ts";
import { authorization, sendJson, type Sending } from "../support/stability-api.ts";

const draw = (url: string, body: object, sending: Sending) =>
  sendJson(url, "text-to-image", { text_prompts: [{ text: "A lighthouse on a cliff" }], ...body }, sending);

const engines = async (asOf: string) => {
  const emulator = await startEmulator({ asOf });
  const response = await fetch(`${emulator.url}/v1/engines/list`, { headers: authorization("sk-emulator-x") });
  return response.ok ? (await response.json() as { id: string }[]).map(({ id }) => id) : response.status;
};

test("engines live from their first document to the day before they were retired", async () => {
  expect(await engines("2023-03-25")).toBe(404);
  expect(await engines("2023-03-26")).toContain("stable-diffusion-v1-5");
  expect(await engines("2023-11-14")).toContain("stable-diffusion-v1-5");
  expect(await engines("2023-11-15")).not.toContain("stable-diffusion-v1-5");
  expect(await engines("2025-07-23")).toStrictEqual(["stable-diffusion-xl-1024-v1-0", "stable-diffusion-v1-6"]);
  expect(await engines("2025-07-24")).toStrictEqual(["stable-diffusion-xl-1024-v1-0"]);
  expect(await engines("any")).toHaveLength(11);
});

test("a retired engine is not found", async () => {
  const emulator = await startEmulator();
  const response = await draw(emulator.url, {}, { engine: "stable-diffusion-v1-6" });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    name: "not_found",
    message: "The specified engine (ID stable-diffusion-v1-6) was not found.",
  });
});

test("since 2025 the API takes 50 steps at most", async () => {
  const status = async (asOf: string, steps: number) => {
    const emulator = await startEmulator({ asOf });
    const { status } = await draw(emulator.url, { steps, width: 512, height: 512 }, { engine: "stable-diffusion-v1-6" });
    return status;
  };
  expect(await status("2024-12-31", 150)).toBe(200);
  expect(await status("2025-01-02", 50)).toBe(200);
  expect(await status("2025-01-02", 51)).toBe(400);
});

test.each(["yesterday", "2023-13-01", "2023-1-1", ""])("%j is not a day", async (asOf) => {
  await expect(startEmulator({ asOf })).rejects.toThrow("asOf must be a day like");
});
