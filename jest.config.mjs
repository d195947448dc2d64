// The tests are built before they run (scripts/build.mjs), so jest has nothing to transform.
export default {
  testMatch: ["<rootDir>/build/test/**/*.test.mjs"],
  transform: {},
  testEnvironment: "<rootDir>/test/support/environment.mjs",
  testTimeout: 30_000,
  // Much of a test is waiting: there are more workers than cores.
  maxWorkers: "150%",
  cacheDirectory: "node_modules/.cache/jest",
};
