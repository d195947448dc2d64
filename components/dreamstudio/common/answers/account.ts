/** What v1 answers about the account: only the fields that we use, checked before they are relied on. */
import { counted } from "../../operations/words.ts";
import { isObject } from "../json.ts";

export interface Engine {
  id: string;
  name: string;
  description: string;
  type: string;
}

export interface Account {
  id: string;
  email: string;
  organizations: { id: string; name: string; role: string; is_default: boolean }[];
  profile_picture?: string;
}

export interface Balance {
  credits: number;
}

const hasText = (value: unknown, ...names: string[]) =>
  isObject(value) && names.every((name) => typeof value[name] === "string");

const isListOf = (value: unknown, ...names: string[]) =>
  Array.isArray(value) && value.every((entry) => hasText(entry, ...names));

/** v1 answers a list; the older versions put it into an object. */
export type EngineList = Engine[] | { engines: Engine[] };

export const isEngineList = (value: unknown): value is EngineList =>
  isListOf(isObject(value) ? value["engines"] : value, "id", "name");

export const enginesOf = (list: EngineList): Engine[] => Array.isArray(list) ? list : list.engines;

export const isAccount = (value: unknown): value is Account =>
  hasText(value, "id") && isObject(value) && isListOf(value["organizations"], "id", "name");

export const isBalance = (value: unknown): value is Balance =>
  isObject(value) && typeof value["credits"] === "number";

export const creditsLeft = ({ credits }: Balance): string => `${counted(credits, "credit")} left`;

/** In words, how a balance is below what is needed; `undefined` if it is not. */
export const shortageOf = (balance: Balance, minimum: number | string | undefined): string | undefined =>
  minimum !== undefined && balance.credits < Number(minimum)
    ? `${creditsLeft(balance)}, fewer than the ${minimum} that are needed`
    : undefined;
