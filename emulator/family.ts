/** What the v1 versions on one side, and v2alpha and v2beta on the other, do with any request, each in its own way. */
import type { FastifyRequest } from "fastify";
import type { AsOf } from "./lifetime.ts";

export interface Family {
  /** Whether a path is its own, known or not. */
  owns(path: string): boolean;
  newRequestId(): string;
  /** Headers that all its answers have. */
  headers(requestId: string): Record<string, string>;
  /** @throws Refusal or an error of the family for who may not go on: the key, and where it comes first, the path */
  admit(request: FastifyRequest, asOf: AsOf): void;
  /** The answer to whatever went wrong: a refusal, an error of its own, or one of Fastify or of ours. */
  answerTo(thrown: Error, request: FastifyRequest, asOf: AsOf): { status: number; body: object };
}
