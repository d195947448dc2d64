/** A Chromium that comes inside an npm package, so that a machine needs nothing but npm; or the one of CHROME_PATH. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type Browser } from "playwright-core";

const manifest = readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8");
const { version } = JSON.parse(manifest) as { version: string };

/** It is unpacked once, which takes three seconds and 250 MB. */
const cache = resolve(`node_modules/.cache/chromium-${version}`);

/** It unpacks into the folder for temporary files, its libraries too if it believes that it runs at Amazon's. */
const unpackScript = "import(\"@sparticuz/chromium\").then(({ default: chromium }) => chromium.executablePath())";

function unpack(): void {
  if (existsSync(cache)) return;
  const unfinished = `${cache}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  execFileSync("node", ["--eval", unpackScript], {
    env: { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
    stdio: "inherit",
  });
  try {
    renameSync(unfinished, cache);
  } catch {
    // Another process was faster.
    rmSync(unfinished, { recursive: true });
  }
}

/** Chromium needs NSS; where the system has none, the package's own is taken. */
function lacksLibraries(path: string): boolean {
  try {
    return execFileSync("ldd", [path], { encoding: "utf8" }).includes("not found");
  } catch {
    return false;
  }
}

function packaged() {
  unpack();
  const executablePath = join(cache, "chromium");
  const libraries = lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(cache, "al2023/lib") } : {};
  return { executablePath, env: { ...process.env, ...libraries, FONTCONFIG_PATH: join(cache, "fonts") } };
}

const graphics = ["--disable-gpu-compositing", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** On a busy machine a start may fail that goes well the next time. */
export async function launchBrowser(attempts = 3): Promise<Browser> {
  try {
    return await launch();
  } catch (error) {
    if (attempts <= 1) throw error;
    return launchBrowser(attempts - 1);
  }
}

function launch(): Promise<Browser> {
  const own = process.env["CHROME_PATH"];
  return chromium.launch({
    ...own === undefined ? packaged() : { executablePath: own },
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", ...graphics],
  });
}
