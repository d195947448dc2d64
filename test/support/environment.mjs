// Node as jest has it. A worker that ends frees its modules one by one, which takes longer than jest waits for it; one
// that exits leaves that to the system.
import { TestEnvironment } from "jest-environment-node";

process.once("beforeExit", () => process.exit());

export default TestEnvironment;
