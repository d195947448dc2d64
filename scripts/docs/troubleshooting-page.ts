/** Every error that the components know, with its remedy. */
import { adviceByCode, adviceByStatus, engineAdvice, serverAdvice } from "../../components/dreamstudio/common/errors/api-error.ts";
import { paidAdvice } from "../../components/dreamstudio/common/errors/lost-exchange.ts";
import { code, page, table } from "./markdown.ts";

const rowsOf = (advice: Readonly<Record<string, string>>) =>
  Object.entries(advice).map(([name, remedy]) => [code(name), remedy]);

export const troubleshootingPage = (): string => page(
  "# Troubleshooting",
  "An action that fails says what went wrong in the API's words, and what to do about it. What is known to fail is refused "
  + "before anything is sent: such an error is a `ConfigurationError`, names each prop, and costs nothing.",
  "## By the name of the error",
  "The API names most of its errors. The name is in the message, and as `code` on the error.",
  table(["name", "what to do"], rowsOf(adviceByCode)),
  "## By the status",
  "An error with another name, or with none, has the remedy of its status.",
  table(["status", "what to do"], [...rowsOf(adviceByStatus), ["500 and above", serverAdvice]]),
  "## Without an answer that counts",
  table(["what the error says", "what to do"], [
    ["*The request to … was not sent*, with the reason", "Nothing was paid. Check the network, the certificate or "
    + "`STABILITY_API_HOST`, as the reason says."],
    ["the connection broke, or the host answered something else than expected", paidAdvice],
    ["`404` and an engine", engineAdvice],
  ]),
  "## Whether it was paid for",
  "An error of a request that costs credits says whether it was sent. *Not sent* means that nothing was paid. Where the "
  + "connection broke after the request left, nobody can know: look at the balance with **Get Balance** before you try again. "
  + "No such request is ever sent a second time by itself.",
);
