import type { Engine } from "../../common/answers/account.ts";

export default {
  id: "stable-diffusion-xl-1024-v1-0",
  name: "Stable Diffusion XL v1.0",
  description: "Stability-AI Stable Diffusion XL v1.0",
  type: "PICTURE",
} satisfies Engine;
