/**
 * Reads a document of the API (OpenAPI 3, JSON). The tests of the emulator read documents for themselves
 * (test/support/openapi.ts), so that a mistake in one reading does not hide the same mistake on both sides.
 */
import { readFileSync } from "node:fs";

type Json = Record<string, unknown>;

/** One parameter of an operation, as a document has it. */
export interface DocumentedParameter {
  /** `undeclared` for what is required, but described nowhere. */
  type: string;
  isRequired: boolean;
  /** `binary` for a file. */
  format?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
  enum?: string[];
  description?: string;
}

/** By their names. */
export type DocumentedParameters = Map<string, DocumentedParameter>;

/** What a document says of an operation as a whole; the last two only a derived one does. */
export interface Facts {
  description?: string;
  /** When it lived. */
  lifecycle?: string;
  /** Its price, or those of the models that it has. */
  credits?: number | Readonly<Record<string, number>>;
}

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** How a field is described where several forms of a body have it: any of them may be sent. */
function merged(fields: readonly (DocumentedParameter | undefined)[]): DocumentedParameter[] {
  const described = fields.filter((field) => field !== undefined);
  const [first] = described;
  const options = [...new Set(described.flatMap((field) => field.enum ?? []))];
  return first === undefined ? [] : [{
    ...first,
    ...options.length > 0 && { enum: options },
    isRequired: fields.every((field) => field?.isRequired === true),
  }];
}

/** A path may also have members that are no operations, such as `parameters`. */
const httpMethods: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

export class OpenApiDocument {
  readonly #root: Json;
  /** What the server's address adds to each path, as `/v1beta`; often nothing. */
  readonly #prefix: string;

  /** @throws Error if it is no document of an API */
  constructor(root: unknown) {
    this.#root = isObject(root) ? root : {};
    if (!isObject(this.#root["paths"])) throw new Error("this is no OpenAPI document: it has no paths");
    const [server] = this.#root["servers"] as unknown[] | undefined ?? [];
    const { url = "/" } = this.#resolve(server);
    this.#prefix = typeof url === "string" ? new URL(url, "http://localhost").pathname.replace(/\/$/, "") : "";
  }

  /** @throws Error if the file is missing, is no JSON, or no document of an API */
  static read(file: string): OpenApiDocument {
    return new OpenApiDocument(JSON.parse(readFileSync(file, "utf8")));
  }

  /** As `POST /v1/...`. */
  get operations(): string[] {
    return Object.entries(this.#at("paths")).flatMap(([path, methods]) =>
      Object.keys(this.#resolve(methods)).filter((name) => httpMethods.has(name))
        .map((method) => `${method.toUpperCase()} ${this.#prefix}${path}`));
  }

  /** @param operation as `POST /v1/...` */
  facts(operation: string): Facts {
    const { description, "x-lifecycle": lifecycle, "x-credits": credits } = this.#operation(operation);
    return { description, lifecycle, credits } as Facts;
  }

  /**
   * The parameters of an operation: the fields of its body, its path parameters and its headers.
   * @param operation as `POST /v1/...`
   * @param fixed the form that is meant, where a field tells several apart; all of them if not said
   */
  parameters(operation: string, fixed: Readonly<Record<string, string>> = {}): DocumentedParameters {
    const { parameters = [], requestBody } = this.#operation(operation);
    const all = (parameters as unknown[]).map((parameter) => {
      const { name, required, schema } = this.#resolve(parameter);
      return [String(name), this.#parameter(schema, required === true)] as const;
    });
    const [body] = Object.values(this.#resolve(this.#resolve(requestBody)["content"]));
    return new Map([...all, ...this.#fields(this.#resolve(body)["schema"], fixed)]);
  }

  /** What the body of an operation is; nothing for one without a body. */
  encoding(operation: string): "json" | "form" | undefined {
    const [type] = Object.keys(this.#resolve(this.#resolve(this.#operation(operation)["requestBody"])["content"]));
    if (type === undefined) return undefined;
    return type.startsWith("application/json") ? "json" : "form";
  }

  /** @throws Error if the document has no such operation */
  #operation(operation: string): Json {
    const [method = "", path = ""] = operation.split(" ");
    const found = this.#at("paths", path.slice(this.#prefix.length))[method.toLowerCase()];
    if (!isObject(found)) throw new Error(`the document has no ${operation}`);
    return found;
  }

  /** An object's fields; what stands in `options`, or in one of several forms of a body, counts like any other. */
  #fields(schema: unknown, fixed: Readonly<Record<string, string>>): DocumentedParameters {
    const { properties = {}, allOf = [], required = [] } = this.#resolve(schema);
    const own = Object.entries(properties as Json).flatMap(([name, field]) => name === "options"
      ? [...this.#fields(field, fixed)]
      : [[name, this.#parameter(field, (required as string[]).includes(name))] as const]);
    const parts = (allOf as unknown[]).flatMap((part) => [...this.#fields(part, fixed)]);
    const fields = new Map([...parts, ...own, ...this.#fieldsOfForms(schema, fixed)]);
    for (const name of required as string[]) {
      if (!fields.has(name) && name !== "options") fields.set(name, { type: "undeclared", isRequired: true });
    }
    return fields;
  }

  /** The fields of the forms that a body may have, with the values that tell them apart. */
  #fieldsOfForms(schema: unknown, fixed: Readonly<Record<string, string>>): DocumentedParameters {
    const { oneOf = [], discriminator } = this.#resolve(schema);
    const { propertyName, mapping = {} } = this.#resolve(discriminator);
    const name = String(propertyName);
    const mapped = Object.entries(mapping as Json).filter(([value]) => (fixed[name] ?? value) === value);
    const forms = mapped.length > 0
      ? mapped.map(([value, $ref]) => {
          const fields = this.#fields({ $ref }, fixed);
          const teller = fields.get(name);
          return teller === undefined ? fields : fields.set(name, { ...teller, enum: [value] });
        })
      : (oneOf as unknown[]).map((form) => this.#fields(form, fixed));
    const names = new Set(forms.flatMap((form) => [...form.keys()]));
    return new Map([...names].flatMap((field) =>
      merged(forms.map((form) => form.get(field))).map((description) => [field, description])));
  }

  #parameter(schema: unknown, isRequired: boolean): DocumentedParameter {
    const whole = this.#whole(schema);
    const text = whole["items"] === undefined ? undefined : this.#textOf(whole["items"]);
    return { ...whole, ...text, isRequired } as DocumentedParameter;
  }

  /** A schema with the parts that it consists of; what it says itself counts more, and a later part more too. */
  #whole(schema: unknown): Json {
    const { allOf = [], ...own } = this.#resolve(schema);
    return (allOf as unknown[]).reduceRight<Json>((whole, part) => ({ ...this.#whole(part), ...whole }), own);
  }

  /** How long a text in a list of prompts may be. */
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
