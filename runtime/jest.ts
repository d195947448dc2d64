/** For tests with jest or vitest: matchers for results, and HTTP that is recorded once and replayed. */
export { matchers, type RuntimeMatchers } from "./testing/matchers.ts";
export { withRecordedHttp, type RecordingOptions } from "./testing/recorded-http.ts";
import { matchers } from "./testing/matchers.ts";

interface Extendable {
  extend: (added: typeof matchers) => void;
}

const { expect } = globalThis as { expect?: Extendable };
// Where the test runner's functions are global, importing this file is all it takes.
expect?.extend(matchers);
