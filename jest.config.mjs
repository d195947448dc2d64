// The tests are built before they run (scripts/build.mjs), so jest has nothing to transform.
export default {
  testMatch: ["<rootDir>/build/test/**/*.test.mjs"],
  setupFiles: ["<rootDir>/test/support/stay-home.mjs"],
  transform: {},
  testEnvironment: "node",
  testTimeout: 30_000,
  // Much of a test is waiting: all cores may wait.
  maxWorkers: "100%",
  cacheDirectory: "node_modules/.cache/jest",
};
