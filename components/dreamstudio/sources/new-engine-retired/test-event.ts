import type { Engine } from "../../common/answers/account.ts";

export default {
  id: "stable-diffusion-v1-6",
  name: "Stable Diffusion v1.6",
} satisfies Pick<Engine, "id" | "name">;
