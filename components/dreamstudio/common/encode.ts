/** From checked values to the parts of an HTTP request, exactly as the operation's data says. */
import type { Operation, Parameter, Parameters, ValuesOf } from "../operations/operation.ts";

export interface EncodedRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  data: Record<string, unknown>;
}

const encodePath = (template: string, values: ReadonlyMap<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, wire: string) => encodeURIComponent(values.get(wire) ?? ""));

/** Only identifiers and numbers have a place outside the body. */
const asText = (value: unknown) => typeof value === "number" ? value.toString() : typeof value === "string" ? value : "";

/** Several parameters may share one list of prompts; their order is that of the operation. */
function addToBody(body: Record<string, unknown>, { kind, wire }: Parameter, value: unknown): void {
  const isPrompts = kind === "prompt" || kind === "prompts";
  body[wire] = isPrompts ? [body[wire] ?? [], value].flat() : value;
}

/** Only what is in the operation is sent, and of that only what has a value. */
export function encodeRequest<P extends Parameters>(operation: Operation<P>, values: ValuesOf<P>): EncodedRequest {
  const given: Record<string, unknown> = values;
  const path = new Map<string, string>();
  const headers: Record<string, string> = {};
  const data: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(operation.parameters)) {
    const value = given[name];
    if (value === undefined) continue;
    if (parameter.place === "path") path.set(parameter.wire, asText(value));
    else if (parameter.place === "header") headers[parameter.wire] = asText(value);
    else addToBody(data, parameter, value);
  }
  return { method: operation.method, path: encodePath(operation.path, path), headers, data };
}
