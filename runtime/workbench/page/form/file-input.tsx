/** A file: dropped, chosen, from the gallery, or named by a URL or a path. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile, Role } from "../../protocol.ts";
import { bytesInWords, typeInWords } from "../shared/format.ts";
import { Icon } from "../shared/icons.tsx";
import { upload } from "../shared/server.ts";
import { announce, report } from "../shared/state.ts";
import { textOf, type ControlProps } from "./control.tsx";
import { idsOf } from "./field-row.tsx";
import { FileTools } from "./file-tools.tsx";
import { fileAt, rememberFile } from "./known-files.ts";

/** The picture itself, or a sign that stands for it, with its size and type. */
function Thumbnail({ file }: { file: MediaFile }): VNode {
  const [pixels, setPixels] = useState("");
  const { name, address, mediaType, bytes } = file;
  const isPicture = mediaType.startsWith("image/");
  return (
    <figure class="thumbnail">
      {isPicture
        ? (
            <img
              src={address}
              alt={name}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                setPixels(`${naturalWidth} × ${naturalHeight}, `);
              }}
            />
          )
        : <Icon name="file" />}
      <figcaption>
        <span class="name">{name}</span>
        <span>{`${pixels}${typeInWords(mediaType)}, ${bytesInWords(bytes)}`}</span>
      </figcaption>
    </figure>
  );
}

export function FileInput(props: ControlProps & { role: Role }): VNode {
  const { field, draft, typed, onType, describedBy, isWrong, role } = props;
  const ids = idsOf(field.name);
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const value = textOf(field, typed);
  const [file, setFile] = useState<MediaFile | undefined>(undefined);
  useEffect(() => {
    setFile(fileAt(value));
  }, [value]);

  const take = async (chosen: File) => {
    setBusy(true);
    try {
      const kept = await upload(chosen, chosen.name);
      use(kept);
      announce(`${chosen.name} is there.`);
    } finally {
      setBusy(false);
    }
  };
  const use = (chosen: MediaFile) => {
    rememberFile(chosen);
    onType(chosen.path);
  };
  const onFiles = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first !== undefined) take(first).catch(report);
  };
  return (
    <div
      class={`file-input${isOver ? " over" : ""}`}
      aria-busy={isBusy}
      data-role={role.kind}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles(event.dataTransfer?.files);
      }}
    >
      {file !== undefined && <Thumbnail file={file} />}
      <div class="file-line">
        <input
          id={ids.control}
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          placeholder="Drop a file here, or give a URL or a path"
          value={value}
          disabled={field.isDisabled}
          onInput={({ currentTarget }) => {
            onType(currentTarget.value);
          }}
        />
      </div>
      <FileTools draft={draft} role={role} mask={file} onChoose={() => chooser.current?.click()} onUse={use} />
      <input
        ref={chooser}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={`File for ${field.label}`}
        onChange={({ currentTarget }) => {
          onFiles(currentTarget.files);
          currentTarget.value = "";
        }}
      />
    </div>
  );
}
