/** The inputs of an operation, checked, with the files that they name at hand for as long as they are needed. */
import type { InputsOf, Operation, Parameters, ValuesOf } from "../../operations/operation.ts";
import { checkInputs } from "./check.ts";
import { exchangeMillis } from "../wire/deadline.ts";
import { FileInputs } from "../files/file-input.ts";
import { apiHost } from "../wire/host.ts";
import type { Step } from "../pipedream/pipedream.ts";

export interface Inputs<P extends Parameters> {
  $?: Step | undefined;
  operation: Operation<P>;
  inputs: InputsOf<P>;
}

/**
 * Whatever becomes of the use, nothing that was stored for it is left.
 * @throws ConfigurationError with all that is wrong with the inputs, before they are used
 */
export async function withCheckedInputs<P extends Parameters, T>(
  { $, operation, inputs }: Inputs<P>,
  use: (values: ValuesOf<P>, files: FileInputs) => Promise<T>,
): Promise<T> {
  const files = new FileInputs(AbortSignal.timeout(exchangeMillis($)));
  try {
    const context = {
      isOfficialHost: apiHost().isOfficial,
      openPicture: (reference: string) => files.openPicture(reference),
    };
    return await use(await checkInputs(operation, inputs, context), files);
  } finally {
    await files.remove();
  }
}
