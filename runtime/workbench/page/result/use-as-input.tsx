/** Takes a file that came as what goes into another run. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile } from "../../protocol.ts";
import { draftOf, setTyped } from "../form/draft.ts";
import { rememberFile } from "../form/known-files.ts";
import { Icon } from "../shared/icons.tsx";
import { Picker } from "../shared/picker.tsx";
import { components } from "../shared/state.ts";
import { addressOf, go } from "../shell/route.ts";

export function UseAsInput({ file }: { file: MediaFile }): VNode {
  const [isOpen, setOpen] = useState(false);
  const takers = (components.value ?? [])
    .flatMap((component) => component.fileProps.map((prop) => ({ component, prop })));
  const items = takers.map(({ component, prop }) => ({
    id: `${component.id} ${prop.name}`,
    label: component.name,
    detail: prop.label,
  }));
  const pick = (id: string) => {
    const taker = takers.find(({ component, prop }) => `${component.id} ${prop.name}` === id);
    if (taker === undefined) return;
    rememberFile(file);
    setTyped(draftOf(taker.component.id), taker.prop.name, file.path);
    go(addressOf.component(taker.component.id));
  };
  return (
    <>
      <button type="button" class="button" onClick={() => { setOpen(true); }}>
        <Icon name="arrow" />
        Use as input of …
      </button>
      {isOpen && (
        <Picker
          title="Use it as input of"
          items={items}
          nothing="No component takes a file."
          onPick={pick}
          onClose={() => { setOpen(false); }}
        />
      )}
    </>
  );
}
