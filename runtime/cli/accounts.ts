/** Accounts for the command line: a file of them, and variables in `.env`. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Accounts, Environment } from "../component/account.ts";
import { isObject } from "../component/component.ts";
import { UseError } from "./use-error.ts";
import { decode, readJsonFile } from "./values.ts";

/** Where accounts are looked for if nothing else is said. */
const standardPath = join(".pipedream", "accounts.json");

/** Variables of the process go before those of `.env` in the current folder. */
export function readEnvironment(own: Environment = process.env): Environment {
  if (!existsSync(".env")) return own;
  return { ...parseEnv(decode(readFileSync(".env"))), ...own };
}

const isOpenToOthers = (path: string) => process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;

/**
 * `{ "<app>": { "<field>": "<value>" } }`; under the name of a prop instead of the app's slug an account is for that
 * prop alone.
 * @param advise gets what the user can do better
 * @throws UseError if the file holds something else
 */
export async function readAccounts(given: string | undefined, advise: (text: string) => void): Promise<Accounts> {
  const path = given ?? (existsSync(standardPath) ? standardPath : undefined);
  if (path === undefined) return {};
  const accounts = await readJsonFile(path, "--accounts");
  if (!isObject(accounts) || !Object.values(accounts).every(isObject)) {
    throw new UseError(`--accounts: ${path} must hold an object of accounts, { "<app>": { "<field>": "<value>" } }.`);
  }
  if (isOpenToOthers(path)) advise(`Others on this machine can read ${path}: chmod 600 ${path}`);
  return accounts as Accounts;
}
