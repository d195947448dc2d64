/** Takes keys out of texts that others wrote: v1 answers a wrong key with both ends of it. */

const anyKey = /\bsk-[\w*.…-]+/g;

export function redact(text: string, key: string): string {
  return text.replaceAll(key, "[API key]").replace(anyKey, "[API key]");
}
