import { axios } from "@pipedream/platform";
import type { AxiosResponse } from "axios";
import type { Readable } from "node:stream";
import { isAccount, isBalance, isEngineList, type Account, type Balance, type Engine } from "./common/account.ts";
import { arrivedBytes, readJson, readText } from "./common/body.ts";
import { checkInputs } from "./common/check.ts";
import { exchangeMillis } from "./common/deadline.ts";
import { encodeRequest, type EncodedRequest } from "./common/encode.ts";
import { apiHost, keyFor } from "./common/host.ts";
import { appMethods, type OptionsRequest, type Step } from "./common/pipedream.ts";
import { propOf } from "./common/props.ts";
import { receivePictures, type Answer } from "./common/receive.ts";
import { pictureResult, type PictureResult } from "./common/result.ts";
import { heightOptions, widthOptions, type ChosenSize } from "./common/size-options.ts";
import { errorFromAnswer, errorFromLostExchange, StabilityError } from "./common/stability-error.ts";
import type { InputsOf } from "./operations/operation.ts";
import { textToImage } from "./operations/text-to-image.ts";
import * as v1 from "./operations/v1-parameters.ts";
import { version } from "./package.json";

/** What every method takes: the running step, if there is one. */
interface Call {
  $?: Step | undefined;
}

interface OrganizationCall extends Call {
  organizationId?: string | undefined;
}

interface Request extends Call, Partial<EncodedRequest> {
  path: string;
  accept?: string;
  /** Whether it costs credits. */
  isPaid?: boolean;
}

const organizationHeader = (id: string | undefined) => id === undefined ? {} : { [v1.organizationId.wire]: id };

const methods = appMethods<{ api_key: string }>()({
  /**
   * The one place that talks HTTP. The body of the answer is a stream that is yet to be read.
   * @throws ConfigurationError if the key is missing or must not go to this host
   * @throws StabilityError unless the API answers with a status of 2xx; it never holds the key
   */
  async _request(request: Request): Promise<Answer> {
    const { $, method = "GET", path, headers, data, accept = "application/json", isPaid = false } = request;
    const host = apiHost();
    const key = keyFor(host, this.$auth.api_key);
    const timeoutMillis = exchangeMillis($);
    const signal = AbortSignal.timeout(timeoutMillis);
    const lost = (error: unknown): StabilityError => errorFromLostExchange({
      error,
      hostUrl: host.url,
      isPaid,
      ...signal.aborted && { timedOutAfterMillis: timeoutMillis },
    });
    try {
      const response = await axios($, {
        method,
        url: `${host.url}${path}`,
        headers: {
          ...headers,
          Authorization: `Bearer ${key}`,
          Accept: accept,
          "Stability-Client-ID": "pipedream-dreamstudio",
          "Stability-Client-Version": version,
        },
        data,
        signal,
        responseType: "stream",
        returnFullResponse: true,
        // A redirect would take the key to an address that nobody chose.
        maxRedirects: 0,
        // The platform cannot read the body of a failed stream, so every status is ours to judge.
        validateStatus: () => true,
      }) as AxiosResponse<Readable, unknown>;
      const answerHeaders = response.headers as Answer["headers"];
      const body = arrivedBytes(response.data);
      if (response.status >= 200 && response.status < 300) return { headers: answerHeaders, body, lost };
      throw errorFromAnswer({
        status: response.status,
        body: await readText(body),
        requestId: answerHeaders["x-request-id"],
        hostUrl: host.url,
        key,
      });
    } catch (error) {
      throw error instanceof StabilityError ? error : lost(error);
    }
  },

  /** The engines of the host: id, name, description, type. `GET /v1/engines/list` */
  async listEngines({ $, organizationId }: OrganizationCall = {}): Promise<Engine[]> {
    const headers = organizationHeader(organizationId);
    return readJson(await this._request({ $, path: "/v1/engines/list", headers }), isEngineList);
  },

  /** The account of the key and its organizations. `GET /v1/user/account` */
  async getAccount({ $ }: Call = {}): Promise<Account> {
    return readJson(await this._request({ $, path: "/v1/user/account" }), isAccount);
  },

  /** The credits that are left. `GET /v1/user/balance` */
  async getBalance({ $, organizationId }: OrganizationCall = {}): Promise<Balance> {
    const headers = organizationHeader(organizationId);
    return readJson(await this._request({ $, path: "/v1/user/balance", headers }), isBalance);
  },

  /**
   * Makes 1 to 10 PNG pictures from prompts and saves them.
   * @throws ConfigurationError with all that is wrong with the inputs, before anything is sent
   * @throws StabilityError if the API refuses, the connection breaks, or no usable picture came back
   */
  async textToImage({ $, ...inputs }: Call & InputsOf<typeof textToImage.parameters>): Promise<PictureResult> {
    const values = checkInputs(textToImage, inputs, { isOfficialHost: apiHost().isOfficial });
    const answer = await this._request({
      $,
      ...encodeRequest(textToImage, values),
      accept: textToImage.count(values) === 1 ? "image/png" : "application/json",
      isPaid: true,
    });
    const images = await receivePictures(answer, textToImage.name);
    return pictureResult(images, { engineId: values.engineId, credits: textToImage.credits(values) });
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
