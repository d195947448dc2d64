/** What runs a source: its timer, HTTP requests, or whoever starts it; one after the other. */
import type { TimerSetting } from "../isolation/protocol.ts";
import type { Clock } from "./clock.ts";
import { openHttpInterface, type HttpCall, type HttpInterface } from "./http-interface.ts";
import { nextBeat, timerEvent } from "./timer.ts";

export type TriggerName = "timer" | "http" | "event" | "manual";

export interface Trigger {
  name: TriggerName;
  event: unknown;
  call?: HttpCall;
}

/** Requests that wait for their turn. */
export interface Inbox {
  add: (call: HttpCall) => void;
  take: () => HttpCall | undefined;
  /** Ends when there is something in it. */
  filled: () => Promise<void>;
}

export function createInbox(): Inbox {
  const calls: HttpCall[] = [];
  let wake: () => void = () => undefined;
  return {
    add(call) {
      calls.push(call);
      wake();
    },
    take: () => calls.shift(),
    filled: () => calls.length > 0 ? Promise.resolve() : new Promise((resolve) => {
      wake = resolve;
    }),
  };
}

export interface TriggerOptions {
  timer: TimerSetting | undefined;
  inbox: Inbox | undefined;
  /** How many runs there are; endless if not said. */
  times: number | undefined;
  signal: AbortSignal;
  clock: Clock;
}

/** Waits until the time, a request or the signal, whichever comes first. */
async function waitFor(millis: number, inbox: Inbox | undefined, signal: AbortSignal, clock: Clock): Promise<void> {
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const asleep = Number.isFinite(millis) ? clock.sleep(millis, controller.signal)
    : new Promise<void>((resolve) => {
        controller.signal.addEventListener("abort", () => {
          resolve();
        }, { once: true });
        if (controller.signal.aborted) resolve();
      });
  await Promise.race([asleep, ...inbox === undefined ? [] : [inbox.filled()]]);
  stop();
  signal.removeEventListener("abort", stop);
}

/** Node's timers take no longer times; a wait for a year is several waits. */
const longestMillis = 2 ** 31 - 1;

/**
 * The timer runs the source at once, and then whenever it is due: by an interval a whole number of intervals after the
 * first time, so that the time between two runs does not drift by what one takes. What a long run misses is left out.
 * A source without any interface is run by hand: as often as asked, once by default.
 */
export async function* triggers({ timer, inbox, times, signal, clock }: TriggerOptions): AsyncGenerator<Trigger> {
  const isByHand = timer === undefined && inbox === undefined;
  const most = times ?? (isByHand ? 1 : Infinity);
  const startedAt = clock.now();
  let due = timer === undefined ? Infinity : startedAt;
  for (let count = 0; count < most && !signal.aborted;) {
    const call = inbox?.take();
    const now = clock.now();
    if (isByHand) yield { name: "manual", event: {} };
    else if (call !== undefined) yield { name: "http", event: call.event, call };
    else if (timer !== undefined && now >= due) {
      yield { name: "timer", event: timerEvent(timer, now) };
      due = nextBeat(timer, { startedAt, due, now: clock.now() });
    } else {
      await waitFor(Math.min(due - now, longestMillis), inbox, signal, clock);
      continue;
    }
    count += 1;
  }
}

export async function openInbox(isNeeded: boolean, port: number): Promise<{ inbox?: Inbox; http?: HttpInterface }> {
  if (!isNeeded) return {};
  const inbox = createInbox();
  return { inbox, http: await openHttpInterface(port, inbox.add) };
}
