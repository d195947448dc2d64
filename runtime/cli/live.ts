/** What a person sees while a component runs: its logs as they come, and in a terminal how far it is. */
import type { PublicEvent } from "../action/result.ts";
import { styled, type Output } from "./output.ts";

export interface Live {
  onEvent: (event: PublicEvent) => void;
  stop: () => void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

const frameMillis = 100;

/** Short work needs no moving line. */
const quietMillis = 300;

/** @param limitMillis what the time is shown against */
export function showLive({ stderr }: Output, limitMillis: number): Live {
  const startedAt = Date.now();
  let doing = "";
  let isShown = false;
  const clear = () => {
    if (isShown) stderr.write("\r\u001b[2K");
    isShown = false;
  };
  const draw = () => {
    const millis = Date.now() - startedAt;
    if (millis < quietMillis) return;
    const frame = frames[Math.floor(millis / frameMillis) % frames.length] ?? "";
    const line = `${frame} ${(millis / 1000).toFixed(1)} s of ${limitMillis / 1000} s${doing === "" ? "" : `  ${doing}`}`;
    clear();
    stderr.write(styled(stderr, "dim", line.slice(0, (stderr.columns ?? 80) - 1)));
    isShown = true;
  };
  const timer = stderr.isTTY === true ? setInterval(draw, frameMillis) : undefined;
  const write = (text: string) => {
    clear();
    stderr.write(`${text}\n`);
  };
  return {
    onEvent(event) {
      if (event.type === "log") write(event.level === "error" || event.level === "warn" ? styled(stderr, "yellow", event.text) : event.text);
      else if (event.type === "http") doing = event.millis === undefined ? `${event.method} ${event.host}${event.path}` : "";
      else if (event.type === "waiting") {
        write(`The step waits until ${new Date(event.until).toISOString()}.\nResume it: ${event.resumeUrl}\nCancel it: ${event.cancelUrl}`);
      }
    },
    stop() {
      clearInterval(timer);
      clear();
    },
  };
}
