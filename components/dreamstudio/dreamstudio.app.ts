import { axios } from "@pipedream/platform";
import type { AxiosResponse } from "axios";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import {
  enginesOf, isAccount, isBalance, isEngineList, type Account, type Balance, type Engine,
} from "./common/answers/account.ts";
import { encodeApiRequest, receiveAnything, type ApiAnswer } from "./common/answers/api-request.ts";
import { attemptEach } from "./common/wire/attempts.ts";
import { readJson } from "./common/wire/body.ts";
import { withCheckedInputs } from "./common/inputs/checked-inputs.ts";
import { exchangeMillis, waitsUntil } from "./common/wire/deadline.ts";
import { encodeRequest } from "./common/wire/encode.ts";
import { brokenExchange, toAnswer, toConfig, toData, type SentRequest } from "./common/wire/exchange.ts";
import { requireGoodUse } from "./common/answers/good-use.ts";
import { apiHost, keyFor } from "./common/wire/host.ts";
import { isStarted, pollUntilDone, withId } from "./common/wire/job.ts";
import { fetchedResult, resultOf, startedResult } from "./common/results/outcome.ts";
import { appMethods, type OptionsRequest, type Step } from "./common/pipedream/pipedream.ts";
import { propOf } from "./common/pipedream/props.ts";
import { receiveMedia, type ReceivedMedia } from "./common/answers/receive.ts";
import type { Answer } from "./common/wire/answer.ts";
import { requestsOf } from "./common/wire/repeat.ts";
import type { GenerationResult } from "./common/results/result.ts";
import { withRetries } from "./common/wire/retry.ts";
import { heightOptions, widthOptions, type ChosenSize } from "./common/pipedream/size-options.ts";
import * as account from "./operations/v1/account.ts";
import { apiRequest } from "./operations/api-request.ts";
import { erase } from "./operations/v2/edit/erase.ts";
import { generateCore } from "./operations/v2/generate/generate-core.ts";
import { generateSd3 } from "./operations/v2/generate/generate-sd3.ts";
import { generateUltra } from "./operations/v2/generate/generate-ultra.ts";
import { generationResults, getGenerationResult, resultOperationOf } from "./operations/v2/generation-result.ts";
import { outcomeOf, type Generation, type ResultKind, type StartedGeneration } from "./operations/generation.ts";
import { imageToImage } from "./operations/v1/image-to-image.ts";
import { imageToVideo } from "./operations/v2/video/image-to-video.ts";
import { inpaint } from "./operations/v2/edit/inpaint.ts";
import { masking } from "./operations/v1/masking.ts";
import type { InputsOf, Operation, Parameters, ValuesOf } from "./operations/operation.ts";
import { outpaint } from "./operations/v2/edit/outpaint.ts";
import { removeBackground } from "./operations/v2/edit/remove-background.ts";
import { replaceBackgroundAndRelight } from "./operations/v2/edit/replace-background-and-relight.ts";
import { searchAndRecolor } from "./operations/v2/edit/search-and-recolor.ts";
import { searchAndReplace } from "./operations/v2/edit/search-and-replace.ts";
import { sketch } from "./operations/v2/control/sketch.ts";
import { structure } from "./operations/v2/control/structure.ts";
import { styleTransfer } from "./operations/v2/control/style-transfer.ts";
import { style } from "./operations/v2/control/style.ts";
import { textToImage } from "./operations/v1/text-to-image.ts";
import { upscaleConservative } from "./operations/v2/upscale/upscale-conservative.ts";
import { upscaleCreative } from "./operations/v2/upscale/upscale-creative.ts";
import { upscaleFast } from "./operations/v2/upscale/upscale-fast.ts";
import { upscale } from "./operations/v1/upscale.ts";
import * as v1 from "./operations/v1/parameters.ts";

/** What every method takes: the running step, if there is one. */
interface Call {
  $?: Step | undefined;
}

/** The inputs of an operation, and the step. */
type CallOf<O> = Call & (O extends { parameters: infer P extends Parameters } ? InputsOf<P> : never);

interface Request<T> extends Call, SentRequest {
  /** Whether it costs credits. */
  isPaid: boolean;
  /** How often it may be sent again; 3 times if not said. */
  retries?: number;
  /** When it has to end at the latest, in epoch milliseconds, if that is before the step's deadline. */
  endsAt?: number;
  /** Reads the answer; if that fails, the exchange has failed. */
  read: (answer: Answer) => Promise<T>;
}

interface OperationCall<P extends Parameters, T> extends Call {
  operation: Operation<P>;
  inputs: InputsOf<P>;
  read: (answer: Answer, values: ValuesOf<P>) => Promise<T>;
}

interface GenerationCall<P extends Parameters> extends Call {
  operation: Generation<P>;
  inputs: InputsOf<P>;
}

interface StartCall<P extends Parameters> extends Call {
  operation: StartedGeneration<P>;
  inputs: InputsOf<P>;
}

interface JobCall extends Call {
  kind: ResultKind;
  id: string;
  apiVersion: unknown;
  /** The beginning of the file's name. */
  name: string;
  isNew: boolean;
  waits: boolean;
  endsAt: number;
}

const methods = appMethods<{ api_key: string }>()({
  /**
   * The one place that talks HTTP. What may be repeated is repeated, while there is time.
   * @throws ConfigurationError if the key is missing or must not go to this host, or what costs credits would be lost
   * @throws StabilityError unless the API answers with a status of 2xx; it never holds the key
   */
  async _request<T>(request: Request<T>): Promise<T> {
    const { $, body, isPaid, retries, endsAt } = request;
    const host = apiHost();
    const key = keyFor(host, this.$auth.api_key);
    if (isPaid) await requireGoodUse($);
    const timeoutMillis = exchangeMillis($, endsAt);
    const facts = { host, key, isPaid, signal: AbortSignal.timeout(timeoutMillis), timeoutMillis };

    const attempt = async () => {
      const toSend = toData(body);
      try {
        const response = await axios($, toConfig(request, toSend, facts)) as AxiosResponse<Readable, unknown>;
        return await request.read(await toAnswer(response, facts));
      } catch (error) {
        throw brokenExchange(error, facts);
      } finally {
        toSend.close();
      }
    };
    return withRetries(attempt, { isPaid, retries, endsAt: Date.now() + timeoutMillis });
  },

  /**
   * From the inputs of an operation to what is read of its answer.
   * @throws ConfigurationError with all that is wrong with the inputs, before anything is sent
   */
  async _call<P extends Parameters, T>({ $, operation, inputs, read }: OperationCall<P, T>): Promise<T> {
    return withCheckedInputs({ $, operation, inputs }, (values) => this._request({
      $,
      ...encodeRequest(operation, values),
      accept: "application/json",
      isPaid: operation.method === "POST",
      read: (answer) => read(answer, values),
    }));
  },

  /**
   * Makes pictures and saves them.
   * @throws StabilityError if the API refuses, the connection breaks, or no usable picture came back
   */
  async _generate<P extends Parameters>({ $, operation, inputs }: GenerationCall<P>): Promise<GenerationResult> {
    return withCheckedInputs({ $, operation, inputs }, async (values) => {
      const attempts = await attemptEach(requestsOf(values), (request) => this._request({
        $,
        ...encodeRequest(operation, request),
        accept: operation.accept(request),
        isPaid: true,
        read: (answer) => receiveMedia(answer, operation.name),
      }));
      return resultOf({ operation, inputs, key: String(this.$auth.api_key) }, values, attempts);
    });
  },

  /**
   * Starts a generation that takes its time, and waits for what it makes as long as the user wants and the step can.
   * @throws StabilityError that has the id of what was started, if only its result could not be had
   */
  async _start<P extends Parameters>({ $, operation, inputs }: StartCall<P>): Promise<GenerationResult> {
    const endsAt = waitsUntil($);
    const { id, values } = await this._call({
      $,
      operation,
      inputs,
      read: async (answer, checked) => ({ ...await readJson(answer, isStarted), values: checked }),
    });
    const call = { operation, inputs, key: String(this.$auth.api_key) };
    const { apiVersion, waitForResult: waits = false } = outcomeOf(values);
    try {
      const answer = await this._result({
        $, kind: operation.startsA, id, apiVersion, name: operation.name, isNew: true, waits, endsAt,
      });
      return answer === undefined
        ? startedResult(call, values, id)
        : { ...await resultOf(call, values, [{ request: values, answer }]), id };
    } catch (error) {
      throw withId(error, id);
    }
  },

  /** The pictures or the video of an asynchronous generation, saved; none while it is in progress. */
  async _result({ $, kind, id, apiVersion, name, ...polling }: JobCall): Promise<ReceivedMedia[] | undefined> {
    const operation = generationResults[kind];
    const request = encodeRequest(operation, { id, apiVersion });
    return pollUntilDone({
      ...polling,
      sleep: (millis) => this._sleep(millis),
      poll: () => this._request({
        $,
        ...request,
        accept: operation.accept({ apiVersion }),
        isPaid: false,
        retries: 0,
        endsAt: polling.endsAt,
        read: async (answer) => answer.status === 202 ? undefined : receiveMedia(answer, name),
      }),
    });
  },

  /** A method of its own, so that a test can let the time pass. */
  _sleep: (millis: number): Promise<void> => sleep(millis),

  /** Makes 1 to 10 pictures from prompts. */
  async textToImage({ $, ...inputs }: CallOf<typeof textToImage>): Promise<GenerationResult> {
    return this._generate({ $, operation: textToImage, inputs });
  },

  /** Makes 1 to 10 pictures from a picture and prompts. */
  async imageToImage({ $, ...inputs }: CallOf<typeof imageToImage>): Promise<GenerationResult> {
    return this._generate({ $, operation: imageToImage, inputs });
  },

  /** Redraws a part of a picture, 1 to 10 times. */
  async masking({ $, ...inputs }: CallOf<typeof masking>): Promise<GenerationResult> {
    return this._generate({ $, operation: masking, inputs });
  },

  /** Enlarges a picture, on hosts that still do. */
  async upscale({ $, ...inputs }: CallOf<typeof upscale>): Promise<GenerationResult> {
    return this._generate({ $, operation: upscale, inputs });
  },

  /** Makes 1 to 10 pictures from a prompt with Stable Image Core. */
  async generateCore({ $, ...inputs }: CallOf<typeof generateCore>): Promise<GenerationResult> {
    return this._generate({ $, operation: generateCore, inputs });
  },

  /** Makes 1 to 10 pictures from a prompt, and a picture if there is one, with Stable Image Ultra. */
  async generateUltra({ $, ...inputs }: CallOf<typeof generateUltra>): Promise<GenerationResult> {
    return this._generate({ $, operation: generateUltra, inputs });
  },

  /** Makes 1 to 10 pictures from a prompt, and a picture if there is one, with Stable Diffusion 3.5. */
  async generateSd3({ $, ...inputs }: CallOf<typeof generateSd3>): Promise<GenerationResult> {
    return this._generate({ $, operation: generateSd3, inputs });
  },

  /** Removes what a mask covers. */
  async erase({ $, ...inputs }: CallOf<typeof erase>): Promise<GenerationResult> {
    return this._generate({ $, operation: erase, inputs });
  },

  /** Draws where a mask says. */
  async inpaint({ $, ...inputs }: CallOf<typeof inpaint>): Promise<GenerationResult> {
    return this._generate({ $, operation: inpaint, inputs });
  },

  /** Makes a picture larger on its sides. */
  async outpaint({ $, ...inputs }: CallOf<typeof outpaint>): Promise<GenerationResult> {
    return this._generate({ $, operation: outpaint, inputs });
  },

  /** Replaces what a text finds in a picture. */
  async searchAndReplace({ $, ...inputs }: CallOf<typeof searchAndReplace>): Promise<GenerationResult> {
    return this._generate({ $, operation: searchAndReplace, inputs });
  },

  /** Recolors what a text finds in a picture. */
  async searchAndRecolor({ $, ...inputs }: CallOf<typeof searchAndRecolor>): Promise<GenerationResult> {
    return this._generate({ $, operation: searchAndRecolor, inputs });
  },

  /** Makes the background of a picture transparent. */
  async removeBackground({ $, ...inputs }: CallOf<typeof removeBackground>): Promise<GenerationResult> {
    return this._generate({ $, operation: removeBackground, inputs });
  },

  /** Puts a subject before another background, in its light. */
  async replaceBackgroundAndRelight(
    { $, ...inputs }: CallOf<typeof replaceBackgroundAndRelight>,
  ): Promise<GenerationResult> {
    return this._start({ $, operation: replaceBackgroundAndRelight, inputs });
  },

  /** Draws along the outlines of a picture. */
  async sketch({ $, ...inputs }: CallOf<typeof sketch>): Promise<GenerationResult> {
    return this._generate({ $, operation: sketch, inputs });
  },

  /** Draws with the structure of a picture. */
  async structure({ $, ...inputs }: CallOf<typeof structure>): Promise<GenerationResult> {
    return this._generate({ $, operation: structure, inputs });
  },

  /** Draws in the style of a picture. */
  async style({ $, ...inputs }: CallOf<typeof style>): Promise<GenerationResult> {
    return this._generate({ $, operation: style, inputs });
  },

  /** Gives a picture the style of another one. */
  async styleTransfer({ $, ...inputs }: CallOf<typeof styleTransfer>): Promise<GenerationResult> {
    return this._generate({ $, operation: styleTransfer, inputs });
  },

  /** Enlarges a picture to 4 times its sides. */
  async upscaleFast({ $, ...inputs }: CallOf<typeof upscaleFast>): Promise<GenerationResult> {
    return this._generate({ $, operation: upscaleFast, inputs });
  },

  /** Enlarges a picture to about 4 megapixels. */
  async upscaleConservative({ $, ...inputs }: CallOf<typeof upscaleConservative>): Promise<GenerationResult> {
    return this._generate({ $, operation: upscaleConservative, inputs });
  },

  /** Enlarges a picture to about 4K, and makes up details. */
  async upscaleCreative({ $, ...inputs }: CallOf<typeof upscaleCreative>): Promise<GenerationResult> {
    return this._start({ $, operation: upscaleCreative, inputs });
  },

  /** Makes a video from a picture, on hosts that still do. */
  async imageToVideo({ $, ...inputs }: CallOf<typeof imageToVideo>): Promise<GenerationResult> {
    return this._start({ $, operation: imageToVideo, inputs });
  },

  /** The picture or video of a generation that was started before, or word that it is in progress. */
  async getGenerationResult({ $, ...inputs }: CallOf<typeof getGenerationResult>): Promise<GenerationResult> {
    const endsAt = waitsUntil($);
    const operation = resultOperationOf(inputs.generationType);
    return withCheckedInputs({ $, operation, inputs }, async (values) => {
      const { id, generationType: kind, apiVersion, waitForResult: waits } = values;
      const received = await this._result({
        $, kind, id, apiVersion, name: operation.name, isNew: false, waits, endsAt,
      });
      return fetchedResult({ inputs, values, key: String(this.$auth.api_key) }, received);
    });
  },

  /** Any request to the API: returns JSON, and saves everything else. */
  async apiRequest({ $, ...inputs }: CallOf<typeof apiRequest>): Promise<ApiAnswer> {
    return withCheckedInputs({ $, operation: apiRequest, inputs }, async (values, files) => {
      const request = await encodeApiRequest(values, (reference) => files.openFile(reference));
      const read = (answer: Answer) => receiveAnything(answer, apiRequest.name);
      return this._request({ $, ...request, accept: values.accept, isPaid: values.method !== "GET", read });
    });
  },

  /** The engines of the host: id, name, description, type. */
  async listEngines({ $, ...inputs }: CallOf<typeof account.listEngines> = {}): Promise<Engine[]> {
    const read = async (answer: Answer) => enginesOf(await readJson(answer, isEngineList));
    return this._call({ $, operation: account.listEngines, inputs, read });
  },

  /** The account of the key and its organizations. */
  async getAccount({ $, ...inputs }: CallOf<typeof account.getAccount> = {}): Promise<Account> {
    return this._call({ $, operation: account.getAccount, inputs, read: (answer) => readJson(answer, isAccount) });
  },

  /** The credits that are left. */
  async getBalance({ $, ...inputs }: CallOf<typeof account.getBalance> = {}): Promise<Balance> {
    return this._call({ $, operation: account.getBalance, inputs, read: (answer) => readJson(answer, isBalance) });
  },
});

export default {
  type: "app",
  app: "dreamstudio",
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
