import { setTimeout as sleep } from "node:timers/promises";
import { enginesOf, isAccount, isBalance, isEngineList } from "./common/answers/account.ts";
import { fetchResult } from "./common/calls/fetch.ts";
import { make } from "./common/calls/make.ts";
import { readFrom } from "./common/calls/read.ts";
import { sendAny } from "./common/calls/send-any.ts";
import { appMethods, type CallOf, type OptionsRequest, type Step } from "./common/pipedream/pipedream.ts";
import { propOf } from "./common/pipedream/props.ts";
import { heightOptions, widthOptions, type ChosenSize } from "./common/pipedream/size-options.ts";
import type { GenerationResult } from "./common/results/result.ts";
import { connect, type Connection } from "./common/wire/connection.ts";
import type { Generation } from "./operations/generation.ts";
import * as api from "./operations/index.ts";
import type { Parameters } from "./operations/parameter.ts";
import * as v1 from "./operations/v1/parameters.ts";

const methods = appMethods<{ api_key: string }>()({
  /** @throws ConfigurationError if the key is missing, or must not go to this host */
  _connect(step: Step | undefined): Connection {
    return connect({ step, key: this.$auth.api_key, sleep: (millis) => this._sleep(millis) });
  },

  /** A method of its own, so that a test can let the time pass. */
  _sleep: (millis: number): Promise<void> => sleep(millis),

  async _make<P extends Parameters>(operation: Generation<P>, call: CallOf<Generation<P>>): Promise<GenerationResult> {
    return make(this._connect(call.$), operation, call);
  },

  /** Makes 1 to 10 pictures from prompts. */
  textToImage(call: CallOf<typeof api.textToImage>) { return this._make(api.textToImage, call); },
  /** Makes 1 to 10 pictures from a picture and prompts. */
  imageToImage(call: CallOf<typeof api.imageToImage>) { return this._make(api.imageToImage, call); },
  /** Redraws a part of a picture, 1 to 10 times. */
  masking(call: CallOf<typeof api.masking>) { return this._make(api.masking, call); },
  /** Enlarges a picture, on hosts that still do. */
  upscale(call: CallOf<typeof api.upscale>) { return this._make(api.upscale, call); },
  /** Makes 1 to 10 pictures from a prompt with Stable Image Core. */
  generateCore(call: CallOf<typeof api.generateCore>) { return this._make(api.generateCore, call); },
  /** Makes 1 to 10 pictures from a prompt, and a picture if there is one, with Stable Image Ultra. */
  generateUltra(call: CallOf<typeof api.generateUltra>) { return this._make(api.generateUltra, call); },
  /** Makes 1 to 10 pictures from a prompt, and a picture if there is one, with Stable Diffusion 3.5. */
  generateSd3(call: CallOf<typeof api.generateSd3>) { return this._make(api.generateSd3, call); },
  /** Removes what a mask covers. */
  erase(call: CallOf<typeof api.erase>) { return this._make(api.erase, call); },
  /** Draws where a mask says. */
  inpaint(call: CallOf<typeof api.inpaint>) { return this._make(api.inpaint, call); },
  /** Makes a picture larger on its sides. */
  outpaint(call: CallOf<typeof api.outpaint>) { return this._make(api.outpaint, call); },
  /** Replaces what a text finds in a picture. */
  searchAndReplace(call: CallOf<typeof api.searchAndReplace>) { return this._make(api.searchAndReplace, call); },
  /** Recolors what a text finds in a picture. */
  searchAndRecolor(call: CallOf<typeof api.searchAndRecolor>) { return this._make(api.searchAndRecolor, call); },
  /** Makes the background of a picture transparent. */
  removeBackground(call: CallOf<typeof api.removeBackground>) { return this._make(api.removeBackground, call); },
  /** Puts a subject before another background, in its light. */
  replaceBackgroundAndRelight(call: CallOf<typeof api.replaceBackgroundAndRelight>) {
    return this._make(api.replaceBackgroundAndRelight, call);
  },
  /** Draws along the outlines of a picture. */
  sketch(call: CallOf<typeof api.sketch>) { return this._make(api.sketch, call); },
  /** Draws with the structure of a picture. */
  structure(call: CallOf<typeof api.structure>) { return this._make(api.structure, call); },
  /** Draws in the style of a picture. */
  style(call: CallOf<typeof api.style>) { return this._make(api.style, call); },
  /** Gives a picture the style of another one. */
  styleTransfer(call: CallOf<typeof api.styleTransfer>) { return this._make(api.styleTransfer, call); },
  /** Enlarges a picture to 4 times its sides. */
  upscaleFast(call: CallOf<typeof api.upscaleFast>) { return this._make(api.upscaleFast, call); },
  /** Enlarges a picture to about 4 megapixels. */
  upscaleConservative(call: CallOf<typeof api.upscaleConservative>) {
    return this._make(api.upscaleConservative, call);
  },
  /** Enlarges a picture to about 4K, and makes up details. */
  upscaleCreative(call: CallOf<typeof api.upscaleCreative>) { return this._make(api.upscaleCreative, call); },
  /** Makes a 3D model from a picture with Stable Fast 3D. */
  stableFast3d(call: CallOf<typeof api.stableFast3d>) { return this._make(api.stableFast3d, call); },
  /** Makes a 3D model from a picture with Stable Point Aware 3D. */
  stablePointAware3d(call: CallOf<typeof api.stablePointAware3d>) { return this._make(api.stablePointAware3d, call); },
  /** Makes a sound from a prompt. */
  textToAudio(call: CallOf<typeof api.textToAudio>) { return this._make(api.textToAudio, call); },
  /** Makes a sound from a sound and a prompt. */
  audioToAudio(call: CallOf<typeof api.audioToAudio>) { return this._make(api.audioToAudio, call); },
  /** Makes a part of a sound anew. */
  audioInpaint(call: CallOf<typeof api.audioInpaint>) { return this._make(api.audioInpaint, call); },
  /** Makes a video from a picture, on hosts that still do. */
  imageToVideo(call: CallOf<typeof api.imageToVideo>) { return this._make(api.imageToVideo, call); },
  /** The picture, video or sound of a generation that was started before, or word that it is in progress. */
  async getGenerationResult(call: CallOf<typeof api.getGenerationResult>) {
    return fetchResult(this._connect(call.$), call);
  },
  /** Any request to the API: returns JSON, and saves everything else. */
  async apiRequest(call: CallOf<typeof api.apiRequest>) { return sendAny(this._connect(call.$), call); },
  /** The engines of the host: id, name, description, type. */
  async listEngines(call: CallOf<typeof api.listEngines> = {}) {
    return enginesOf(await readFrom(this._connect(call.$), api.listEngines, call, isEngineList));
  },
  /** The account of the key and its organizations. */
  async getAccount(call: CallOf<typeof api.getAccount> = {}) {
    return readFrom(this._connect(call.$), api.getAccount, call, isAccount);
  },
  /** The credits that are left. */
  async getBalance(call: CallOf<typeof api.getBalance> = {}) {
    return readFrom(this._connect(call.$), api.getBalance, call, isBalance);
  },
});

export default {
  type: "app",
  app: "dreamstudio" as const,
  propDefinitions: {
    engineId: {
      ...propOf(v1.engineId),
      async options(this: typeof methods, { page }: OptionsRequest) {
        if (page > 0) return [];
        return (await this.listEngines()).map(({ id, name }) => ({ label: name, value: id }));
      },
    },
    organizationId: {
      ...propOf(v1.organizationId),
      async options(this: typeof methods, { page }: OptionsRequest) {
        if (page > 0) return [];
        return (await this.getAccount()).organizations.map(({ id, name }) => ({ label: name, value: id }));
      },
    },
    width: {
      ...propOf(v1.width),
      options: ({ page, ...chosen }: OptionsRequest & ChosenSize) =>
        Promise.resolve(page > 0 ? [] : widthOptions(chosen)),
    },
    height: {
      ...propOf(v1.height),
      options: ({ page, ...chosen }: OptionsRequest & ChosenSize) =>
        Promise.resolve(page > 0 ? [] : heightOptions(chosen)),
    },
  },
  methods,
};
