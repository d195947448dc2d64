/** A document of one operation in our own words, which agrees with what the components and the emulator say. */
import { generateCore } from "../../components/dreamstudio/operations/v2/generate/generate-core.ts";

type Json = Record<string, unknown>;

export interface Planted {
  paths: Record<string, Record<string, { description: string } & Json>>;
  properties: Record<string, Json>;
  required: string[];
}

export const corePath = "/v2beta/stable-image/generate/core";

const seed = { type: "number", minimum: 0, maximum: 4_294_967_294, default: 0 };

/** @param plant changes it */
export function documentOfCore(plant: (document: Planted) => void = () => undefined): object {
  const { aspectRatio, stylePreset, outputFormat } = generateCore.parameters;
  const properties: Record<string, Json> = {
    prompt: { type: "string", minLength: 1, maxLength: 10_000 },
    aspect_ratio: { type: "string", enum: [...aspectRatio.options], default: "1:1" },
    style_preset: { type: "string", enum: [...stylePreset.options] },
    negative_prompt: { type: "string", maxLength: 10_000 },
    seed,
    output_format: { type: "string", enum: [...outputFormat.options], default: "png" },
  };
  const required = ["prompt"];
  const accept = { name: "accept", in: "header", schema: { type: "string", enum: ["image/*"], default: "image/*" } };
  const schema = { type: "object", properties, required };
  const post = {
    description: "Makes a picture.\n\nIt costs 3 credits.",
    parameters: [accept],
    requestBody: { content: { "multipart/form-data": { schema } } },
    responses: {},
  };
  const paths = { [corePath]: { post } };
  plant({ paths, properties, required });
  return { openapi: "3.0.3", info: { title: "One operation", version: "1" }, servers: [{ url: "https://localhost" }], paths };
}
