/** Numbers and times as people write them. */

export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "0.4 s", "12 s", "2 min 5 s" */
export function millisInWords(millis: number): string {
  const seconds = millis / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** The time of day if it is today's, or else the day too. */
export const timeInWords = (millis: number): string =>
  (new Date(millis).toDateString() === new Date().toDateString() ? clock : day).format(millis);

export const typeInWords = (mediaType: string): string =>
  mediaType === "model/gltf-binary" ? "GLB" : (mediaType.split("/")[1] ?? mediaType).replace("mpeg", "mp3").toUpperCase();
