/** A run after something happened in it; the server and the page count alike. */
import type { HttpRequest, LiveEvent, Run } from "./protocol.ts";

/** A request is told when it starts and when it has ended. */
function withRequest(requests: readonly HttpRequest[], request: HttpRequest): HttpRequest[] {
  const at = requests.findLastIndex(({ id, millis }) => id === request.id && millis === undefined);
  return at < 0 ? [...requests, request] : requests.with(at, request);
}

export function withEvent(run: Run, event: LiveEvent): Run {
  switch (event.type) {
    case "log": {
      const { level, text, at } = event;
      return { ...run, logs: [...run.logs, { level, text, at }] };
    }
    case "http": {
      const { id, method, host, path, status, error, millis } = event;
      const end = { ...status !== undefined && { status }, ...error !== undefined && { error } };
      const request = { id, method, host, path, ...end, ...millis !== undefined && { millis } };
      return { ...run, requests: withRequest(run.requests, request) };
    }
    case "export": return { ...run, exports: { ...run.exports, [event.name]: event.value } };
    case "call": return { ...run, calls: [...run.calls, { name: event.name, args: event.args }] };
    case "warning": return { ...run, warnings: [...run.warnings, event.text] };
    case "usage": return { ...run, memoryMegabytes: Math.max(run.memoryMegabytes ?? 0, event.memoryMegabytes) };
    case "waiting": return { ...run, waiting: { until: event.until, resumeUrl: event.resumeUrl } };
    case "listening": return { ...run, endpoint: event.endpoint };
    case "emit": return { ...run, events: [...run.events, event.event] };
    case "db": return { ...run, db: event.content };
    case "start": return run;
    case "stop": return event.error === null ? run : withFault(run, event.part, event.error.message);
  }
}

/** What one run of a source threw ends nothing, and is seen in its log. */
const withFault = (run: Run, part: string, message: string): Run =>
  ({ ...run, logs: [...run.logs, { level: "error", text: `${part}: ${message}`, at: Date.now() }] });
