/** A window with a list to choose from, searchable. */
import { useState } from "preact/hooks";
import type { ComponentChildren, VNode } from "preact";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";

export interface PickerItem {
  id: string;
  label: string;
  detail?: string;
  picture?: string;
}

export interface PickerProps {
  title: string;
  items: readonly PickerItem[];
  /** What to say where there is nothing to choose from. */
  nothing: string;
  onPick: (id: string) => void;
  onClose: () => void;
}

const mostShown = 100;

function Entry({ item: { label, detail, picture } }: { item: PickerItem }): ComponentChildren {
  return (
    <>
      {picture !== undefined && <img src={picture} alt="" loading="lazy" />}
      <span class="name">{label}</span>
      {detail !== undefined && <span class="detail">{detail}</span>}
    </>
  );
}

export function Picker({ title, items, nothing, onPick, onClose }: PickerProps): VNode {
  const [search, setSearch] = useState("");
  const words = search.toLowerCase();
  const found = items.filter(({ label, detail = "" }) => `${label} ${detail}`.toLowerCase().includes(words)).slice(0, mostShown);
  return (
    <Dialog title={title} className="picker" onClose={onClose}>
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search"
          placeholder="Search"
          value={search}
          onInput={({ currentTarget }) => { setSearch(currentTarget.value); }}
        />
      </div>
      {found.length === 0 && <p class="empty">{items.length === 0 ? nothing : "Nothing has these words."}</p>}
      <ul>
        {found.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => {
                onPick(item.id);
                onClose();
              }}
            >
              <Entry item={item} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
