/** Writes DER (ITU-T X.690), as much of it as a certificate needs. */

function lengthOf({ length }: Buffer): Buffer {
  if (length < 128) return Buffer.from([length]);
  return length < 256 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 255]);
}

/** A value of less than 65,536 bytes, by its tag. */
function value(tag: number, ...content: readonly Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(bytes), bytes]);
}

export const sequence = (...members: readonly Buffer[]) => value(0x30, ...members);
export const set = (...members: readonly Buffer[]) => value(0x31, ...members);
export const octets = (...content: readonly Buffer[]) => value(0x04, ...content);
export const bits = (content: Buffer, unused = 0) => value(0x03, Buffer.from([unused]), content);
export const text = (content: string) => value(0x0c, Buffer.from(content));
export const yes = value(0x01, Buffer.from([255]));

/** What belongs to a member by its number: another value, or the bytes of a simple one. */
export const tagged = (number: number, content: Buffer) => value(0xa0 + number, content);
export const taggedBytes = (number: number, content: Buffer) => value(0x80 + number, content);

/** @param content without zeros before it; one is put there where it would be negative */
export const integer = (content: Buffer) =>
  value(0x02, ...(content[0] ?? 0) >= 128 ? [Buffer.from([0])] : [], content);

/** @param at at most the end of 2049 */
export const time = (at: Date) => value(0x17, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, "").slice(2)));

function base128(number: number): number[] {
  const digits = [number & 127];
  for (let rest = number >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 127) | 128);
  return digits;
}

/** @param dotted as `1.2.840.10045.2.1` */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}
