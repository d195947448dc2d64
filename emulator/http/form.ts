/** Multipart requests, as parts with their names: which of them are fields, files or strangers an operation says. */
import { Refusal } from "./refusal.ts";

export interface Part {
  name: string;
  /** Whether its name stands in quotation marks, as browsers and curl write it. */
  hasQuotedName: boolean;
  filename: string | undefined;
  contentType: string;
  bytes: Buffer;
}

export class Form {
  readonly parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }
}

const mostParts = 100;
const longestHead = 16 * 1024;

/** RFC 2046, 5.1.1. */
const longestBoundary = 70;

const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/** The value of a parameter of a header, in quotation marks or not. */
interface Parameter {
  value: string;
  isQuoted: boolean;
}

/** Looks at each character once. */
function parameterOf(header: string, name: string): Parameter | undefined {
  for (const [, key = "", quoted, token] of header.matchAll(/;[ \t]*([^\s=;"]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g)) {
    if (key.toLowerCase() !== name) continue;
    if (quoted === undefined) return { value: token ?? "", isQuoted: false };
    // Browsers write quotation marks as %22, curl with a backslash.
    return { value: quoted.replace(/\\(["\\])/g, "$1"), isQuoted: true };
  }
  return undefined;
}

function headersOf(head: string): Map<string, string> {
  return new Map(head.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, Math.max(0, colon)).trim().toLowerCase(), line.slice(colon + 1).trim()];
  }));
}

function partOf(head: string, bytes: Buffer): Part {
  const headers = headersOf(head);
  const disposition = headers.get("content-disposition") ?? "";
  const name = parameterOf(disposition, "name");
  return {
    name: name?.value ?? "",
    hasQuotedName: name?.isQuoted ?? false,
    filename: parameterOf(disposition, "filename")?.value,
    contentType: headers.get("content-type") ?? "text/plain",
    bytes,
  };
}

/** What stands between the first boundary and the last one, cut at those between. */
function sectionsOf(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`\r\n--${boundary}`, "latin1");
  const isFirst = body.subarray(0, mark.length - 2).equals(mark.subarray(2));
  let at = isFirst ? mark.length - 2 : body.indexOf(mark) + mark.length;
  if (at < mark.length - 2) throw new Refusal("broken form");
  const sections: Buffer[] = [];
  for (;;) {
    if (body.toString("latin1", at, at + 2) === "--") return sections;
    const start = body.indexOf(lineEnd, at);
    const end = body.indexOf(mark, at);
    if (start < 0 || end < 0 || start > end || sections.length === mostParts) throw new Refusal("broken form");
    sections.push(body.subarray(start + lineEnd.length, end));
    at = end + mark.length;
  }
}

function toPart(section: Buffer): Part {
  const end = section.indexOf(headEnd);
  if (end < 0 || end > longestHead) throw new Refusal("broken form");
  return partOf(section.toString("utf8", 0, end), section.subarray(end + headEnd.length));
}

/**
 * @param contentType the header, with the boundary
 * @throws Refusal if it is not a whole form
 */
export function parseForm(body: Buffer, contentType: string): Form {
  const boundary = parameterOf(contentType, "boundary")?.value ?? "";
  if (boundary === "" || boundary.length > longestBoundary) throw new Refusal("broken form");
  return new Form(sectionsOf(body, boundary).map(toPart));
}
