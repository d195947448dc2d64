/** The engines with their words, sizes and lifetimes; all three versions have the same. */
import { isAlive, type AsOf, type Lifetime } from "../facts/lifetime.ts";

/** Which rule for sizes an engine follows (see sizes.ts). */
export type SizeFamily = "sdxl" | "sdxl-beta" | "sd-1.6" | "512" | "768" | "esrgan" | "latent-upscaler";

export interface Engine {
  id: string;
  name: string;
  description: string;
  type: string;
}

/** An engine as it is asked to draw. */
export interface DrawingEngine extends Engine {
  family: SizeFamily;
}

interface KnownEngine extends DrawingEngine {
  lifetime: Lifetime;
}

const january2023 = "2023-01-01";
const august2023 = "2023-08-25";
const olderEnginesGone = "2023-11-15";
const documentedIn = {
  january2023: "v1alpha document of 2023-01-01",
  august2023: "v1 document of 2023-08-25",
} as const;
const announcedNovember = "announced for 2023-11-15 (stability-sdk-ruby#23), not found 2023-12-07 (stability-sdk#267)";
const retiredOctober = "notice of 2024-10-11 (pycasso#70, AI-Render#155)";

function engine(
  id: string,
  family: SizeFamily,
  lifetime: Lifetime,
  name: string,
  description = `Stability-AI ${name}`,
): KnownEngine {
  return { id, name, description, type: "PICTURE", family, lifetime };
}

const knownEngines: readonly KnownEngine[] = [
  engine("stable-diffusion-xl-1024-v1-0", "sdxl", {
    from: august2023,
    source: `${documentedIn.august2023}; used 2026-06-02 (bytechef#5130)`,
  }, "Stable Diffusion XL v1.0"),
  engine("stable-diffusion-xl-1024-v0-9", "sdxl", {
    from: august2023,
    until: "2024-10-11",
    source: `${documentedIn.august2023}; ${retiredOctober}`,
  }, "Stable Diffusion XL v0.9"),
  engine("stable-diffusion-v1-6", "sd-1.6", {
    from: "2024-11-18",
    until: "2025-07-24",
    source: "used 2024-11-18 (pycasso#70); notice of 2025-07-24, 404 on 2025-10-09 (spring-ai#4580)",
  }, "Stable Diffusion v1.6"),
  engine("stable-diffusion-xl-beta-v2-2-2", "sdxl-beta", {
    from: august2023,
    until: "2024-10-11",
    source: `${documentedIn.august2023}; ${retiredOctober}`,
  }, "Stable Diffusion v2.2.2-XL Beta", "Stability-AI Stable Diffusion XL Beta v2.2.2"),
  engine("stable-diffusion-512-v2-1", "512", {
    from: january2023,
    until: "2024-10-11",
    source: `${documentedIn.january2023}; ${retiredOctober}`,
  }, "Stable Diffusion v2.1"),
  engine("stable-diffusion-768-v2-1", "768", {
    from: january2023,
    until: olderEnginesGone,
    source: `${documentedIn.january2023}; ${announcedNovember}`,
  }, "Stable Diffusion v2.1-768", "Stability-AI Stable Diffusion 768 v2.1"),
  engine("stable-diffusion-512-v2-0", "512", {
    from: january2023,
    until: olderEnginesGone,
    source: `${documentedIn.january2023}; ${announcedNovember}`,
  }, "Stable Diffusion v2.0"),
  engine("stable-diffusion-v1-5", "512", {
    from: january2023,
    until: olderEnginesGone,
    source: `${documentedIn.january2023}; ${announcedNovember}`,
  }, "Stable Diffusion v1.5"),
  engine("stable-inpainting-512-v2-0", "512", {
    from: january2023,
    until: olderEnginesGone,
    source: `${documentedIn.january2023}; ${announcedNovember}`,
  }, "Stable Inpainting v2.0"),
  engine("esrgan-v1-x2plus", "esrgan", {
    from: august2023,
    until: "2024-10-11",
    source: `${documentedIn.august2023}; ${retiredOctober}`,
  }, "Real-ESRGAN x2"),
  engine("stable-diffusion-x4-latent-upscaler", "latent-upscaler", {
    from: august2023,
    until: "2023-11-20",
    source: `${documentedIn.august2023}; not found 2023-11-20 (api-interfaces#98)`,
  }, "Stable Diffusion x4 Latent Upscaler"),
];

/** The family of an engine that ever lived. */
export const sizeFamilyOf = (id: string): SizeFamily | undefined => knownEngines.find((one) => one.id === id)?.family;

/** When an engine lived that ever did. */
export const lifetimeOfEngine = (id: string): Lifetime | undefined =>
  knownEngines.find((one) => one.id === id)?.lifetime;

/** The engines of one emulator: those that lived on a day, until the control adds or removes some. */
export class Engines {
  readonly #engines: Map<string, DrawingEngine>;

  constructor(asOf: AsOf) {
    this.#engines = new Map(knownEngines.filter(({ lifetime }) => isAlive(lifetime, asOf)).map((one) => [one.id, one]));
  }

  /** What `engines/list` shows. */
  list(): Engine[] {
    return [...this.#engines.values()].map(({ id, name, description, type }) => ({ description, id, name, type }));
  }

  find(id: string): DrawingEngine | undefined {
    return this.#engines.get(id);
  }

  add(engine: DrawingEngine): void {
    this.#engines.set(engine.id, engine);
  }

  /** Says whether there was one. */
  remove(id: string): boolean {
    return this.#engines.delete(id);
  }
}
