/** Takes keys out of texts that others wrote: v1 answers a wrong key with both ends of it. */

/** The end of a sentence is no part of a key. */
const anyKey = /\bsk-[\w*.…-]*[\w*…-]/g;

/** The text without this key, and without anything that looks like a key of Stability AI. */
export function redact(text: string, key: string): string {
  return text.replaceAll(key, "[API key]").replace(anyKey, "[API key]");
}
