/** Files of the workbench by their paths, so that a path in a field can be shown as the picture that it is. */
import type { MediaFile } from "../../protocol.ts";
import { runs, wholeRuns } from "../shared/state.ts";

const brought = new Map<string, MediaFile>();

export function rememberFile(file: MediaFile): void {
  brought.set(file.path, file);
}

export function fileAt(path: string): MediaFile | undefined {
  const known = brought.get(path);
  if (known !== undefined) return known;
  const ofRuns = runs.value.flatMap(({ files }) => files);
  const inputs = [...wholeRuns.value.values()].flatMap((run) => Object.values(run.inputs));
  return [...ofRuns, ...inputs].find((file) => file.path === path);
}
