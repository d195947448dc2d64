/** What the lockfile says of the packages that an installation brings. */
import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";

interface LockedPackage {
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
  /** Only tools of ours, and a peer that is optional, bring it. */
  devOptional?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> };
const installed = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
const nameOf = (path: string) => path.replace(/^.*node_modules\//, "");

test("the lockfile pins every package by its content, and names no registry", () => {
  for (const [, { resolved, integrity }] of installed) {
    expect(resolved).toBeUndefined();
    expect(integrity).toMatch(/^sha512-/);
  }
  expect(JSON.stringify(packages)).not.toMatch(/https?:\/\/(?!.*(funding|opencollective|github|paypal))[^"]*registry/);
});

describe("licences", () => {
  const ours = /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0)$/;

  /** Packages whose licence is another one, each with the reason why it is here all the same. */
  const exceptions: Readonly<Record<string, string>> = {
    "axe-core": "MPL-2.0: it judges whether everybody can use the workbench; only tests have it",
    "@pipedream/platform": "Pipedream Source Available: every Pipedream component imports it; it is not shipped by us",
  };

  // What the lockfile does not tell: inside h264-mp4-encoder (MIT, WebAssembly) are minih264 (CC0) and libmp4v2
  // (MPL 1.1), and inside h264decoder (ISC) is h264bsd (Apache-2.0). Neither is shipped by us.

  /** libvips, the native part of sharp, is LGPL: a library of its own, which fit-image does not ship. */
  const isNativePartOfSharp = (name: string) => /^@img\/sharp-(libvips|wasm32|win32)/.test(name);

  /** Permissive licences of what the tools of the workshop bring along. */
  const tools = /^(BlueOak-1\.0\.0|CC-BY-4\.0|\(MIT OR CC0-1\.0\))$/;

  test("of the packages that we chose are MIT, BSD, ISC or Apache, but for two", () => {
    const workspaces = Object.entries(packages).filter(([path]) => !path.includes("node_modules/"));
    const chosen = new Set(workspaces.flatMap(([, { dependencies, devDependencies }]) =>
      Object.keys({ ...dependencies, ...devDependencies })));
    const others = [...chosen].filter((name) => !ours.test(packages[`node_modules/${name}`]?.license ?? "none"));
    expect(others).toStrictEqual(Object.keys(exceptions));
  });

  test("of all that they bring are permissive, but for the native part of sharp", () => {
    const others = installed
      .filter(([, { license = "none", dev, devOptional }]) =>
        !ours.test(license) && !((dev === true || devOptional === true) && tools.test(license)))
      .map(([path]) => nameOf(path))
      .filter((name) => !isNativePartOfSharp(name) && !(name in exceptions));
    expect(others).toStrictEqual([]);
  });
});
