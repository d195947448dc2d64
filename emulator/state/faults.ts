/** Faults that the control has set, and which request each hits. */
import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";

function areHeaders(headers: Record<string, string>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

const status = z.int().min(200).max(599);
const bytes = z.int().min(0);

/** Which requests, and how many of them. */
const target = {
  method: z.string().regex(/^[A-Z]+$/, { error: "must be a method in capitals" }).optional(),
  /** Exact, or with * for any characters. */
  path: z.string().startsWith("/").optional(),
  /** `null` hits until it is removed. */
  count: z.int().min(1).nullable().default(1),
};

const effects = {
  status,
  html: z.strictObject({ status }),
  delayMillis: z.int().min(0).max(600_000),
  resetAfterBytes: bytes,
  truncateAfterBytes: bytes,
  rateLimit: z.literal(true),
};

type EffectName = keyof typeof effects;

const effectNames = Object.keys(effects) as EffectName[];

export const faultSchema = z.strictObject({
  ...target,
  ...z.object(effects).partial().shape,
  /** Only with `status`. */
  headers: z.record(z.string(), z.string()).refine(areHeaders, { error: "must be headers that HTTP can carry" }).optional(),
  body: z.unknown().optional(),
}).superRefine((fault, context) => {
  const given = effectNames.filter((name) => fault[name] !== undefined);
  if (given.length !== 1) {
    context.addIssue({ code: "custom", message: `must have exactly one of ${effectNames.join(", ")}` });
  }
  if (fault.status === undefined && (fault.headers !== undefined || fault.body !== undefined)) {
    context.addIssue({ code: "custom", message: "headers and body go with status" });
  }
});

export type Fault = z.output<typeof faultSchema>;

/** Looks for what stands between the stars, one after the other, and so at each character once. */
function matches(pattern: string, path: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return path === first;
  let at = first.length;
  for (const text of others) {
    const found = path.indexOf(text, at);
    if (found < 0) return false;
    at = found + text.length;
  }
  return path.startsWith(first) && path.endsWith(last) && path.length - last.length >= at;
}

const hits = ({ method, path }: Fault, askedMethod: string, askedPath: string) =>
  (method === undefined || method === askedMethod) && (path === undefined || matches(path, askedPath));

export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** With the counts that are left. */
  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The oldest fault that hits the request, which counts as one hit. The query is no part of the path. */
  take(method: string, url: string): Fault | undefined {
    const [path = ""] = url.split("?");
    const fault = this.#faults.find((one) => hits(one, method, path));
    if (fault === undefined || fault.count === null) return fault;
    fault.count -= 1;
    if (fault.count === 0) this.#faults = this.#faults.filter((one) => one !== fault);
    return fault;
  }
}
