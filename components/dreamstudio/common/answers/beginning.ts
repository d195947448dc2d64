/** What an answer is by its first bytes, whatever its content type says. */

const byteOrderMark = [0xef, 0xbb, 0xbf];
const whiteSpace = new Set(Buffer.from("\t\n\r "));

/** White space before more than so many bytes is looked at no further. */
const maxLeadBytes = 65_536;

/** How many bytes a byte order mark and white space take; also those of a mark that is not yet whole. */
function leadOf(head: Buffer): number {
  let at = 0;
  while (at < head.length && whiteSpace.has(head[at] ?? 0)) at += 1;
  const mark = head.subarray(at, at + byteOrderMark.length);
  if (mark.length === 0 || !mark.every((byte, index) => byte === byteOrderMark[index])) return at;
  at += mark.length;
  while (at < head.length && whiteSpace.has(head[at] ?? 0)) at += 1;
  return at;
}

export interface Beginning {
  /** Whether the first byte is one that an object or a list of JSON begins with. */
  isJson: boolean;
  /** What stands before it: a byte order mark, white space. */
  lead: Buffer;
  /** All the rest. */
  body: AsyncIterable<Buffer>;
}

/** Some programs write a byte order mark or a line break before whatever they send, pictures too. */
export async function beginningOf(body: AsyncIterable<Buffer>): Promise<Beginning> {
  const chunks = body[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let lead = 0;
  while (lead === head.length && lead < maxLeadBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
    lead = leadOf(head);
  }
  async function* rest() {
    yield head.subarray(lead);
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { isJson: "{[".includes(head.toString("latin1", lead, lead + 1) || " "), lead: head.subarray(0, lead), body: rest() };
}
