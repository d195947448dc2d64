/** The operations of v1 that only read: `GET /v1/engines/list`, `/v1/user/account` and `/v1/user/balance`. */
import { v1Paths } from "../api-version.ts";
import { defineOperation } from "../operation.ts";
import { client } from "../parameter.ts";
import { apiVersion, organizationId } from "./parameters.ts";
import { versionIsServed } from "./rules.ts";

const minimumCredits = {
  ...client,
  kind: "number",
  min: 0,
  label: "Minimum Credits",
  description: "The fewest credits with which the step succeeds; `whenBelow` says what happens with fewer.",
  examples: ["5", 0.9, 0],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: "few", reason: "not a number" },
  ],
} as const;

const whenBelow = {
  ...client,
  kind: "choice",
  options: ["fail", "exit"],
  default: "fail",
  label: "When Below",
  description: "What happens with fewer credits than `minimumCredits`: the step can `fail`, or the workflow can `exit` "
    + "without an error.",
  examples: ["fail", "exit"],
  antiExamples: [{ value: "stop", reason: "one of" }],
} as const;

export const listEngines = defineOperation({
  name: "list-engines",
  method: "GET",
  paths: v1Paths("/engines/list"),
  parameters: { organizationId, apiVersion },
  rules: [versionIsServed],
});

export const getAccount = defineOperation({
  name: "account",
  method: "GET",
  paths: v1Paths("/user/account"),
  parameters: { apiVersion },
  rules: [versionIsServed],
});

export const getBalance = defineOperation({
  name: "balance",
  method: "GET",
  paths: v1Paths("/user/balance"),
  parameters: { minimumCredits, whenBelow, organizationId, apiVersion },
  rules: [versionIsServed],
});
