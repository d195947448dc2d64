// The tests are built before they run (scripts/build.mjs), so jest has nothing to transform.
import { availableParallelism } from "node:os";

export default {
  testMatch: ["<rootDir>/build/test/**/*.test.mjs"],
  setupFiles: ["<rootDir>/test/support/stay-home.mjs"],
  transform: {},
  testEnvironment: "<rootDir>/test/support/environment.mjs",
  testTimeout: 30_000,
  // Much of a test is waiting: there is one worker more than cores.
  maxWorkers: availableParallelism() + 1,
  cacheDirectory: "node_modules/.cache/jest",
};
