/** The whole page: the head, the components, the form and the stage, or the gallery. */
import { useEffect, useState } from "preact/hooks";
import type { VNode } from "preact";
import { Catalog } from "../catalog/catalog.tsx";
import { Agreement } from "../form/agreement.tsx";
import { Form } from "../form/form.tsx";
import { Comparison } from "../gallery/comparison.tsx";
import { Gallery } from "../gallery/gallery.tsx";
import { Stage } from "../run/stage.tsx";
import { ServerLine } from "../server-line/server-line.tsx";
import { Icon } from "../shared/icons.tsx";
import { announcement, notice, runs } from "../shared/state.ts";
import { addressOf, route } from "./route.ts";
import { nextTheme, theme } from "./theme.ts";

const themeIcons = { system: "half", light: "sun", dark: "moon" } as const;

function Head({ onMenu }: { onMenu: () => void }): VNode {
  const { view } = route.value;
  return (
    <header class="head">
      <button type="button" class="icon-button menu" aria-label="Components" onClick={onMenu}><Icon name="menu" /></button>
      <a class="brand" href="#/" aria-label="Workbench">
        <img src="icon.svg" alt="" width="22" height="22" />
        <span>Workbench</span>
      </a>
      <nav aria-label="Views">
        <a href={addressOf.gallery} aria-current={view === "gallery" ? "page" : undefined}>Gallery</a>
      </nav>
      <span class="spacer" />
      <ServerLine />
      <button type="button" class="icon-button" aria-label={`Theme: ${theme.value}`} title={`Theme: ${theme.value}`} onClick={nextTheme}>
        <Icon name={themeIcons[theme.value]} />
      </button>
    </header>
  );
}

function Notice(): VNode | null {
  const shown = notice.value;
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setTimeout(() => {
      notice.value = undefined;
    }, 10_000);
    return () => {
      clearTimeout(timer);
    };
  }, [shown]);
  if (shown === undefined) return null;
  return (
    <div class="notice">
      <span>{shown.text}</span>
      {shown.action !== undefined && <button type="button" class="text-button" onClick={shown.action.run}>{shown.action.label}</button>}
      <button type="button" class="icon-button small" aria-label="Close" onClick={() => { notice.value = undefined; }}><Icon name="cross" /></button>
    </div>
  );
}

/** The component and the run that the address speaks of. */
function shownNow(): { component: string | undefined; run: string | undefined } {
  const shown = route.value;
  if (shown.view === "component") {
    return { component: shown.id, run: runs.value.find(({ component }) => component.id === shown.id)?.id };
  }
  if (shown.view === "run") return { component: runs.value.find(({ id }) => id === shown.id)?.component.id, run: shown.id };
  return { component: undefined, run: undefined };
}

function Welcome(): VNode {
  return (
    <section class="welcome">
      <h1>See a component before you publish it</h1>
      <p>Choose a component on the left. Fill it in as its users will, run it here, and look at what comes of it.</p>
      <p><kbd>/</kbd> searches the components. <kbd>Ctrl Enter</kbd> runs.</p>
    </section>
  );
}

export function Shell(): VNode {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { view } = route.value;
  const { component, run } = shownNow();
  useEffect(() => {
    setMenuOpen(false);
  }, [route.value]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key === "Escape") setMenuOpen(false);
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      setMenuOpen(true);
      requestAnimationFrame(() => document.getElementById("search-components")?.focus());
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <>
      <Head onMenu={() => { setMenuOpen(!isMenuOpen); }} />
      <div class={`body${isMenuOpen ? " menu-open" : ""}`} data-view={view}>
        <Catalog current={component} />
        <main class={component === undefined ? "wide" : "bench"}>
          {view === "gallery" && <Gallery />}
          {route.value.view === "compare" && <Comparison ids={route.value.ids} />}
          {view === "start" && <Welcome />}
          {component !== undefined && <Form key={component} component={component} />}
          {(view === "run" || view === "component") && <Stage id={run} />}
        </main>
      </div>
      <Agreement />
      <Notice />
      <div class="visually-hidden" role="status" aria-live="polite">{announcement.value}</div>
    </>
  );
}
