/** Where a file can come from: this machine, the gallery, or the mask painter. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile, Role } from "../../protocol.ts";
import { Painter } from "../mask/painter.tsx";
import { timeInWords, typeInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { Picker } from "../shared/picker.tsx";
import { runs } from "../shared/state.ts";
import type { Draft } from "./draft.ts";
import { fileAt } from "./known-files.ts";

export interface FileToolsProps {
  draft: Draft;
  role: Role;
  /** What is in the field already. */
  mask: MediaFile | undefined;
  onChoose: () => void;
  onUse: (file: MediaFile) => void;
}

function GalleryPicker({ onUse, onClose }: { onUse: (file: MediaFile) => void; onClose: () => void }): VNode {
  const files = runs.value.flatMap((run) => run.files.map((file) => ({ run, file })));
  const items = files.map(({ run, file }) => ({
    id: file.path,
    label: run.words === "" ? run.component.name : run.words,
    detail: `${typeInWords(file.mediaType)}, ${run.component.name}, ${timeInWords(run.startedAt)}`,
    ...file.mediaType.startsWith("image/") && { picture: file.address },
  }));
  const pick = (path: string) => {
    const found = files.find(({ file }) => file.path === path);
    if (found !== undefined) onUse(found.file);
  };
  return <Picker title="Files of the gallery" items={items} nothing="No run has made a file yet." onPick={pick} onClose={onClose} />;
}

/** The picture that a mask lies on, if it is one that the workbench has. */
function pictureFor(draft: Draft, role: Role): MediaFile | undefined {
  const path = role.kind === "mask" ? draft.typed.value[role.of] : undefined;
  const file = typeof path === "string" ? fileAt(path) : undefined;
  return file?.mediaType.startsWith("image/") === true ? file : undefined;
}

export function FileTools({ draft, role, mask, onChoose, onUse }: FileToolsProps): VNode {
  const [open, setOpen] = useState<"gallery" | "painter" | undefined>(undefined);
  const picture = pictureFor(draft, role);
  const close = () => {
    setOpen(undefined);
  };
  const labelOfPicture = role.kind === "mask" ? draft.form.value?.fields.find(({ name }) => name === role.of)?.label : "";
  return (
    <div class="file-tools">
      <button type="button" class="button" onClick={onChoose}>
        <Icon name="upload" />
        Choose
      </button>
      <button type="button" class="button" onClick={() => { setOpen("gallery"); }}>
        <Icon name="picture" />
        Gallery
      </button>
      {role.kind === "mask" && (
        <button
          type="button"
          class="button"
          disabled={picture === undefined}
          title={picture === undefined ? `First give ${labelOfPicture ?? role.of} as a file` : undefined}
          onClick={() => { setOpen("painter"); }}
        >
          <Icon name="brush" />
          Paint
        </button>
      )}
      {open === "gallery" && <GalleryPicker onUse={onUse} onClose={close} />}
      {open === "painter" && picture !== undefined && <Painter picture={picture} mask={mask} onSave={onUse} onClose={close} />}
    </div>
  );
}
