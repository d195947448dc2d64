/** Steers an emulator from a test: money, faults and time; every test begins with the emulator as it started. */
import { afterEach, beforeEach, jest } from "@jest/globals";
import { testKey } from "./binder.ts";
import { control, type JournalEntry } from "./control.ts";

export interface Steering {
  /** What it was asked since the test began, or since it was asked for the last time. */
  requests: () => Promise<JournalEntry[]>;
  /** What the key of the tests, or another one, has left. Leaves no trace. */
  credits: (key?: string) => Promise<number>;
  setCredits: (credits: number, key?: string) => Promise<void>;
  /** As the emulator's control takes it; hits one request if it does not say otherwise. */
  fault: (fault: object) => Promise<void>;
  /** How long generations take that are started from now on. */
  setRipening: (millis: number) => Promise<void>;
  advance: (millis: number) => Promise<void>;
}

/** @param credits what the key of the tests has at the beginning of each test */
export function steer(emulator: { url(): string }, { credits = 1000 } = {}): Steering {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await control(emulator.url(), method, path, body);
    if (answer.status >= 400) throw new Error(`the control answered ${JSON.stringify(answer)}`);
    return answer.body;
  };
  const steering: Steering = {
    async requests() {
      const requests = await call("GET", "/requests") as JournalEntry[];
      await call("DELETE", "/requests");
      return requests;
    },
    async credits(key = testKey) {
      const before = await steering.requests();
      if (before.length > 0) throw new Error("look at the requests before the credits: asking for them is one");
      const headers = { Authorization: `Bearer ${key}` };
      const response = await fetch(`${emulator.url()}/v1/user/balance`, { headers });
      await call("DELETE", "/requests");
      return (await response.json() as { credits: number }).credits;
    },
    async setCredits(amount, key = testKey) {
      await call("PUT", "/credits", { key, credits: amount });
    },
    async fault(fault) {
      await call("POST", "/faults", fault);
    },
    async setRipening(ripensAfterMillis) {
      await call("PUT", "/jobs", { ripensAfterMillis });
    },
    async advance(advanceMillis) {
      await call("POST", "/clock", { advanceMillis });
    },
  };
  beforeEach(async () => {
    await call("POST", "/reset");
    await steering.setCredits(credits);
  });
  return steering;
}

export interface PassingTime {
  /** What was waited in the test so far, in milliseconds. */
  slept: number[];
  /** For `runAction`. */
  methods: { _sleep: (...args: unknown[]) => Promise<void> };
}

/** In the tests of a file, waits of the app take no time: its clock is put forward, and what else is told so. */
export function usePassingTime(advance: (millis: number) => unknown = () => undefined): PassingTime {
  const realNow = Date.now.bind(Date);
  const slept: number[] = [];
  let ahead = 0;
  beforeEach(() => {
    ahead = 0;
    slept.length = 0;
    jest.spyOn(Date, "now").mockImplementation(() => realNow() + ahead);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const _sleep = async (millis: unknown) => {
    slept.push(Number(millis));
    ahead += Number(millis);
    await advance(Number(millis));
  };
  return { slept, methods: { _sleep } };
}
