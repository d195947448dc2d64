/** `GET /v1/user/account` */
import type { Row } from "../row.ts";

export const row: Row = {
  name: "account",
  makes: "nothing",
  requests: [{ path: "/v1/user/account", least: {}, sent: {}, allSent: {} }],
};
