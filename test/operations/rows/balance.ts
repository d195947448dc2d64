/** `GET /v1/user/balance` */
import type { Row } from "../row.ts";

export const row: Row = {
  name: "balance",
  makes: "nothing",
  requests: [{ path: "/v1/user/balance", least: {}, more: { minimumCredits: "0", whenBelow: "exit" }, sent: {}, allSent: {} }],
};
