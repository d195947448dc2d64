/** Made-up values: what a component needs to start, and nothing that anybody has. */
import type { Accounts, ComponentDescription, Json, PropDescription } from "pipedream-local-runtime";

function valueOf({ type, options = [], min = 1, max = 1, isList }: PropDescription): unknown {
  const [first] = options;
  const element = type.replace("[]", "");
  const one = first !== undefined ? first.value
    : element === "integer" ? Math.min(Math.max(1, min), Math.max(1, max))
      : element === "boolean" ? true
        : element === "object" ? { a: "1" }
          : element === "http_request" ? { method: "GET", url: "http://127.0.0.1:9/" }
            : "1";
  return isList ? [one] : one;
}

/** Of the props that have to be given. */
export const valuesFor = ({ props }: ComponentDescription): Json => Object.fromEntries(
  props.filter(({ isRequired }) => isRequired).map((prop) => [prop.name, valueOf(prop)]),
);

const fields = [
  "access_token", "accessKeyId", "api_key", "bot_token", "client_email", "domain", "host", "oauth_access_token",
  "oauth_refresh_token", "oauth_uid", "private_key", "region", "secretAccessKey", "shop_id", "subdomain", "token", "url",
];

export const accountsFor = ({ apps }: ComponentDescription): Accounts => Object.fromEntries(
  apps.map(({ app }) => [app, Object.fromEntries(fields.map((field) => [field, "made-up"]))]),
);
