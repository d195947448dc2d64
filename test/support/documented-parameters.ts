/** The API's official documents, where they are: beside a checkout of the project, and never in it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Json = Record<string, unknown>;

const folder = join(process.cwd(), "../shared/openapi");

export const hasDocuments = existsSync(folder);

/** One parameter of an operation, as a document has it. */
export interface DocumentedParameter {
  type: string;
  isRequired: boolean;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxLength?: number;
  default?: unknown;
  enum?: string[];
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

export class OpenApiDocument {
  readonly #root: Json;

  /** @param name for example `v1.json` */
  constructor(name: string) {
    this.#root = JSON.parse(readFileSync(join(folder, name), "utf8")) as Json;
  }

  get paths(): string[] {
    return Object.keys(this.#at("paths"));
  }

  /** The parameters of an operation: the fields of its body, its path parameters and its headers. */
  parameters(path: string, method: string): Map<string, DocumentedParameter> {
    const operation = this.#at("paths", path, method);
    const parameters = new Map<string, DocumentedParameter>();
    for (const parameter of (operation["parameters"] ?? []) as unknown[]) {
      const { name, required, schema } = this.#resolve(parameter);
      parameters.set(String(name), this.#parameter(schema, required === true));
    }
    const content = this.#resolve(this.#resolve(operation["requestBody"])["content"]);
    const [body] = Object.values(content);
    if (body !== undefined) this.#addFields(parameters, this.#resolve(body)["schema"]);
    return parameters;
  }

  /** An object's fields; what stands in `options`, or in one of several forms of a body, counts like any other. */
  #addFields(parameters: Map<string, DocumentedParameter>, schema: unknown): void {
    const { properties = {}, allOf = [], oneOf = [], required = [], discriminator } = this.#resolve(schema);
    for (const part of allOf as unknown[]) this.#addFields(parameters, part);
    for (const [name, field] of Object.entries(properties as Json)) {
      if (name === "options") this.#addFields(parameters, field);
      else parameters.set(name, this.#parameter(field, (required as string[]).includes(name)));
    }
    const mapped = isObject(discriminator) ? Object.values(discriminator["mapping"] as Json) : [];
    const [first, ...others] = [...oneOf as unknown[], ...mapped.map(($ref) => ({ $ref }))];
    if (first !== undefined && mapped.length === 0) this.#addFields(parameters, first);
    for (const form of mapped.length === 0 ? others : [first, ...others]) {
      const fields = new Map<string, DocumentedParameter>();
      this.#addFields(fields, form);
      // What only some forms have can be left out.
      for (const [name, field] of fields) {
        if (!parameters.has(name)) parameters.set(name, { ...field, isRequired: false });
      }
    }
  }

  #parameter(schema: unknown, isRequired: boolean): DocumentedParameter {
    const resolved = this.#resolve(schema);
    const text = resolved["items"] === undefined ? undefined : this.#textOf(resolved["items"]);
    return { ...resolved, ...text, isRequired } as DocumentedParameter;
  }

  /** Of a list of prompts: how long a text may be. */
  #textOf(items: unknown): { maxLength?: number } {
    const { properties = {} } = this.#resolve(items);
    const { maxLength } = this.#resolve((properties as Json)["text"]);
    return typeof maxLength === "number" ? { maxLength } : {};
  }

  #at(...keys: string[]): Json {
    return keys.reduce<Json>((value, key) => this.#resolve(value[key]), this.#root);
  }

  #resolve(value: unknown): Json {
    if (!isObject(value)) return {};
    const { $ref: reference } = value;
    return typeof reference === "string" ? this.#at(...reference.replace(/^#\//, "").split("/")) : value;
  }
}
