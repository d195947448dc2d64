/** Every error that the components know, with its remedy. */
import { adviceByCode, adviceByStatus, serverAdvice } from "../../components/dreamstudio/common/errors/api-error.ts";
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
  "## Whether it was paid for",
  "An error of a request that costs credits says whether it was sent. *Not sent* means that nothing was paid. Where the "
  + "connection broke after the request left, nobody can know: look at the balance with **Get Balance** before you try again. "
  + "No such request is ever sent a second time by itself.",
);
