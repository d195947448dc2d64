// Runs before `npm start` and `npm test`: installs the locked dependencies when they are missing or
// older than the lockfile. Everything that is printed goes to stderr, so that stdout stays clean.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

const installedAt = changedAt("node_modules/.package-lock.json");
const lockedAt = changedAt("package-lock.json");

if (installedAt === undefined || (lockedAt !== undefined && installedAt < lockedAt)) {
  console.error("Installing the dependencies (npm ci) …");
  // `npm test` runs with the settings of its own npm; as a child, `npm ci` shall find its own again.
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  process.exitCode = status ?? 1;
}
