/** `GET /v1/engines/list` */
import type { Row } from "../row.ts";

export const row: Row = {
  name: "list-engines",
  makes: "nothing",
  requests: [{ path: "/v1/engines/list", least: {}, sent: {}, allSent: {} }],
};
