/** Any request to the API: what the user says is all that there is. */
import { defineParameters, type Rule } from "./operation.ts";
import { client, type JsonObject } from "./parameter.ts";

const method = {
  ...client,
  kind: "choice",
  required: true,
  options: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  label: "Method",
  description: "The HTTP method. Anything but `GET` counts as something that costs credits, so it is never repeated.",
  examples: ["GET", "POST"],
  antiExamples: [{ value: "get", reason: "one of" }],
} as const;

const path = {
  ...client,
  kind: "pattern",
  required: true,
  pattern: /^\/(?![/\\])[^\s\\#]*$/,
  patternInWords: "a path on the API's host that begins with one slash",
  label: "Path",
  description: "The address of the operation on the API's host, with its version. The key goes to that host and to no other.",
  examples: ["/v2beta/stable-image/generate/core", "/v1/engines/list?page=1"],
  antiExamples: [
    { value: "v1/user/balance", reason: "begins with one slash" },
    { value: "//example.com/v1", reason: "begins with one slash" },
    { value: "/\\example.com/v1", reason: "begins with one slash" },
    { value: "https://example.com/v1", reason: "begins with one slash" },
    { value: "", reason: "begins with one slash" },
  ],
} as const;

const object = {
  ...client,
  kind: "object",
  antiExamples: [{ value: "a=b", reason: "not a JSON object" }],
} as const;

const query = {
  ...object,
  label: "Query",
  description: "Parameters that belong to the address.",
  examples: [{ page: 1 }],
} as const;

const json = {
  ...object,
  label: "JSON",
  description: "What to send, for an operation that takes JSON.",
  examples: [{ text_prompts: [{ text: "A lighthouse on a cliff" }] }],
} as const;

const form = {
  ...object,
  label: "Form Fields",
  description: "The fields to send, for an operation that takes a form.",
  examples: [{ prompt: "A lighthouse on a cliff" }],
} as const;

const files = {
  ...object,
  namesFiles: true,
  label: "Form Files",
  description: "The files to send with a form, by the names of their fields: each as a path of a file, a URL or a data URI.",
  examples: [{ image: "/tmp/photo.png" }],
} as const;

const accept = {
  ...client,
  kind: "pattern",
  pattern: /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$|^\*\/\*$/,
  patternInWords: "a media type",
  default: "application/json",
  label: "Accept",
  description: "The type of the answer to ask for. What is not JSON is saved to `/tmp`.",
  examples: ["image/*", "application/json", "*/*"],
  antiExamples: [
    { value: "png", reason: "a media type" },
    { value: "image/png\nX: y", reason: "a media type" },
  ],
} as const;

interface BodyValues {
  method: string;
  json: JsonObject;
  form: JsonObject;
  files: JsonObject;
}

const oneBody: Rule<BodyValues> = {
  concerns: ["json", "form", "files"],
  problem({ method: verb, json: body, form: fields, files: parts }) {
    const hasForm = fields !== undefined || parts !== undefined;
    if (body !== undefined && hasForm) return "a request has either JSON or a form; leave one of them out";
    return verb === "GET" && (body !== undefined || hasForm) ? "a GET sends neither JSON nor a form; leave them out" : undefined;
  },
};

export const apiRequest = defineParameters({
  name: "api-request",
  parameters: { method, path, query, json, form, files, accept },
  rules: [oneBody],
  saves: true,
});
