/** What a family of versions (v1, v1beta and v1alpha; v2alpha and v2beta) says to the pipeline. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AsOf, Lifetime } from "../facts/lifetime.ts";
import type { Account } from "../state/accounts.ts";
import type { State } from "../state/state.ts";

export interface Family {
  /** Whether a path is its own, known or not. */
  owns(path: string): boolean;
  newRequestId(): string;
  /** Headers that all its answers have. */
  headers(requestId: string): Record<string, string>;
  /** Whether the key is checked before anything else, or only after the values. */
  asksForKeyFirst: boolean;
  /** @throws an error of the family for a path that it refuses before it asks for the key */
  requirePath(request: FastifyRequest): void;
  /** @throws an error of the family, 401, without a key that the emulator takes */
  requireAccount(request: FastifyRequest, asOf: AsOf): Account;
  /** The answer to whatever went wrong: a refusal, an error of its own, or one of Fastify or of ours. */
  answerTo(thrown: Error, request: FastifyRequest, asOf: AsOf): { status: number; body: object };
}

/** Answers a request that was read and found right, once it is known who asks. */
export type Finish = (account: Account, reply: FastifyReply) => unknown;

export interface Route {
  method: "GET" | "POST";
  path: string;
  lifetime: Lifetime;
  /** What is longer is refused while it arrives. */
  bodyLimitBytes?: number | undefined;
  /**
   * Reads what is asked; it charges nothing.
   * @throws an error of the family for what it cannot do
   */
  read(request: FastifyRequest, state: State): Finish | Promise<Finish>;
}
