/** Lets the time of signals pass more quickly than that of the clock. */
import { afterEach, jest } from "@jest/globals";

const timeout = AbortSignal.timeout.bind(AbortSignal);

let spy: { mockRestore(): void } | undefined;
afterEach(() => {
  spy?.mockRestore();
  spy = undefined;
});

/** For the rest of the test, a second of a time-out lasts 20 ms. */
export function shortenTimeouts(): void {
  spy = jest.spyOn(AbortSignal, "timeout").mockImplementation((millis) => timeout(Math.round(millis / 50)));
}
