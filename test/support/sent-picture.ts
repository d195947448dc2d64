/** What becomes of a picture that a user gives: what of it is sent, or why it is refused. */
import { expect } from "@jest/globals";
import { failAction, runAction, type Running } from "./binder.ts";
import { plainPicture } from "./files.ts";
import { json, startServer } from "./server.ts";

const engineId = "stable-diffusion-v1-5";

/** What the API gets of a picture: the head of its part, and its bytes as text, which loses what is no UTF-8. */
export async function sentPicture(initImage: unknown, options: Running = {}): Promise<{ head: string; body: string }> {
  const picture = await plainPicture();
  const { requests } = await startServer((response) => {
    response.writeHead(200, { "Content-Type": "image/png" }).end(picture);
  });
  await runAction("image-to-image", { initImage, prompt: "x", engineId }, options);
  const [request] = requests;
  if (request === undefined) throw new Error("nothing was sent");
  const [, rest = ""] = request.body.split("name=\"init_image\"; ");
  const [part = ""] = rest.split("\r\n----------------------------");
  const [head = "", body = ""] = part.split("\r\n\r\n");
  return { head: head.replace("\r\n", "; "), body };
}

/** Why a picture is refused, behind the name of its prop; nothing is sent. */
export async function refusedPicture(initImage: unknown, options: Running = {}, props: object = {}): Promise<string> {
  const { requests } = await startServer(json(500, {}));
  const error = await failAction("image-to-image", { initImage, prompt: "x", engineId, ...props }, options);
  expect(requests).toStrictEqual([]);
  expect(error.name).toBe("ConfigurationError");
  return error.message.split("\n").slice(1).join("\n").replace(/^- initImage: /, "");
}

/** Lets the time between two attempts pass at once. */
export const hurried: Running = { methods: { _sleep: () => Promise.resolve() } };
