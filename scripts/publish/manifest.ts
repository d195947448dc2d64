/** The record of what was published last: a hash of each component's code, by which a test knows what changed. */
import { readFile, writeFile } from "node:fs/promises";
import { changeOf, type BuiltComponent, type Manifest } from "./built.ts";

export const manifestFile = "components/versions.json";

export const readManifest = async (): Promise<Manifest> => JSON.parse(await readFile(manifestFile, "utf8")) as Manifest;

export async function writeManifest(components: readonly BuiltComponent[]): Promise<void> {
  const manifest: Manifest = Object.fromEntries(components.map(({ path, version, hash }) => [path, { version, hash }]));
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}

const raised = (version: string): string => version.replace(/\d+$/, (patch) => String(Number(patch) + 1));

/**
 * Raises the patch version in the source of each component whose code changed; a change that adds or removes props asks
 * for more, which only a person can decide.
 * @returns what was raised
 */
export async function raiseVersions(folder: string, components: readonly BuiltComponent[], manifest: Manifest) {
  const changed = components.filter((one) => changeOf(one, manifest[one.path]) === "needs a higher version");
  for (const { path, version } of changed) {
    const source = `${folder}/${path}.ts`;
    const text = await readFile(source, "utf8");
    await writeFile(source, text.replace(`  version: "${version}",\n`, `  version: "${raised(version)}",\n`));
  }
  return changed.map(({ key, version }) => ({ key, from: version, to: raised(version) }));
}
