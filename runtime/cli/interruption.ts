/** Ctrl+C, and a polite `kill`. */

const signalNames = ["SIGINT", "SIGTERM"] as const;

/** The task is asked to stop at the first signal; a second one ends the process at once, as it always does. */
export async function untilInterrupted<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    stopListening();
    controller.abort();
  };
  const stopListening = () => {
    for (const name of signalNames) process.off(name, stop);
  };
  for (const name of signalNames) process.on(name, stop);
  try {
    return await task(controller.signal);
  } finally {
    stopListening();
  }
}
