/** What a file is by its first bytes, whatever its name or its content type says. */
import { titleOf } from "../../page-title.ts";
import type { ByteReader } from "./byte-reader.ts";

/** What our walkers know. */
export type WalkedType = "png" | "jpeg" | "webp" | "mp4" | "glb" | "mp3" | "wav";

export interface Other {
  /** With its article: "a HEIC picture". */
  name: string;
  kind: "picture" | "video" | "sound" | "text" | "other";
  /** Without a dot; none for what is not known. */
  extension?: string;
  /** What to do about it, if that is something special. */
  advice?: string;
}

const another = (kind: Other["kind"]) => (name: string, extension: string, advice?: string): Other =>
  ({ name, kind, extension, ...advice !== undefined && { advice } });
const aPicture = another("picture");
const aVideo = another("video");
const aSound = another("sound");
const aText = another("text");
const something = another("other");

const heic = aPicture("a HEIC picture", "heic", "on the iPhone choose Settings > Camera > Formats > Most Compatible, or export it as JPEG");
const avif = aPicture("an AVIF picture", "avif");

const archive = (name: string, extension: string) => something(name, extension, "unpack it and give the file that is in it");

/** What the brands of ISO files stand for; any other one is taken for a video. */
const brands: readonly (readonly [RegExp, Other])[] = [
  [/^(heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/, heic],
  [/^avi[fso]$/, avif],
  [/^(mif1|mif2|msf1|miaf)$/, aPicture("a HEIF picture", "heif", heic.advice)],
  [/^(M4A|M4B|M4P|F4A|F4B) $/, aSound("an M4A sound", "m4a")],
  [/^crx $/, aPicture("a Canon raw picture", "cr3")],
  [/^jp[2xm] $/, aPicture("a JPEG 2000 picture", "jp2")],
  [/^qt {2}$/, aVideo("a QuickTime video", "mov")],
];

/** @param box the first box of the file, whose major brand comes first and those that it can be read as follow */
function inIsoFile(box: Buffer): WalkedType | Other {
  const brandAt = (at: number) => brands.find(([pattern]) => pattern.test(box.toString("latin1", at, at + 4)))?.[1];
  const major = brandAt(8);
  if (major !== undefined && major.name !== "a HEIF picture") return major;
  if (major === undefined) return "mp4";
  const bytes = Math.min(box.readUInt32BE(0), box.length);
  for (let at = 16; at + 4 <= bytes; at += 4) {
    const brand = brandAt(at);
    if (brand === heic || brand === avif) return brand;
  }
  return major;
}

/** The first bytes in latin1; a question mark is any byte. */
const signatures: readonly (readonly [string, WalkedType | Other])[] = [
  ["\x89PNG\r\n\x1a\n", "png"],
  ["\xff\xd8\xff", "jpeg"],
  ["RIFF????WEBP", "webp"],
  ["RIFF????WAVE", "wav"],
  ["RF64????WAVE", "wav"],
  ["glTF", "glb"],
  ["GIF87a", aPicture("a GIF picture", "gif")],
  ["GIF89a", aPicture("a GIF picture", "gif")],
  ["BM????\0\0\0\0", aPicture("a BMP picture", "bmp")],
  ["II*\0", aPicture("a TIFF picture", "tif")],
  ["MM\0*", aPicture("a TIFF picture", "tif")],
  ["II+\0", aPicture("a TIFF picture", "tif")],
  ["MM\0+", aPicture("a TIFF picture", "tif")],
  ["8BPS\0", aPicture("a Photoshop picture", "psd")],
  ["\0\0\x01\0?\0", aPicture("an icon", "ico")],
  ["\xff\x0a", aPicture("a JPEG XL picture", "jxl")],
  ["\0\0\0\x0cJXL ", aPicture("a JPEG XL picture", "jxl")],
  ["\xff\x4f\xff\x51", aPicture("a JPEG 2000 picture", "jp2")],
  ["\0\0\0\x0cjP  ", aPicture("a JPEG 2000 picture", "jp2")],
  ["v/1\x01", aPicture("an OpenEXR picture", "exr")],
  ["RIFF????AVI ", aVideo("an AVI video", "avi")],
  ["\x1aE\xdf\xa3", aVideo("a WebM or Matroska video", "webm")],
  ["FLV\x01", aVideo("a Flash video", "flv")],
  ["\0\0\x01\xba", aVideo("an MPEG video", "mpg")],
  ["\0\0\x01\xb3", aVideo("an MPEG video", "mpg")],
  ["OggS", aSound("an OGG sound", "ogg")],
  ["fLaC", aSound("a FLAC sound", "flac")],
  ["FORM????AIF", aSound("an AIFF sound", "aif")],
  ["\xff\xf0", aSound("an AAC sound", "aac")],
  ["\xff\xf1", aSound("an AAC sound", "aac")],
  ["\xff\xf8", aSound("an AAC sound", "aac")],
  ["\xff\xf9", aSound("an AAC sound", "aac")],
  ["MThd", aSound("a MIDI file", "mid")],
  ["#!AMR", aSound("an AMR sound", "amr")],
  ["%PDF-", something("a PDF", "pdf", "save the page that you need as a picture")],
  ["PK\x03\x04", archive("a ZIP archive", "zip")],
  ["PK\x05\x06", archive("a ZIP archive", "zip")],
  ["\x1f\x8b", archive("a gzip archive", "gz")],
  ["7z\xbc\xaf\x27\x1c", archive("a 7z archive", "7z")],
  ["Rar!\x1a", archive("a RAR archive", "rar")],
];

const begins = (head: string, pattern: string) => head.length >= pattern.length
  && Array.from({ length: pattern.length }).every((_, at) => pattern[at] === "?" || pattern[at] === head[at]);

const signed = (head: string) => signatures.find(([pattern]) => begins(head, pattern))?.[1];

/** Two bytes tell too little where anything else is possible. */
const leastSure = 3;

/** Whether bytes begin as a picture of any type does. */
export function isPictureHead(head: Buffer): boolean {
  const start = head.toString("latin1");
  const type = /^[^]{4}ftyp/.test(start)
    ? inIsoFile(head)
    : signatures.find(([pattern]) => pattern.length >= leastSure && begins(start, pattern))?.[1];
  return type === "png" || type === "jpeg" || type === "webp" || (typeof type === "object" && type.kind === "picture");
}

const webPage = aText("a web page", "html", "give the address of the file itself, which may need no sign-in");

/** By the first characters behind white space. */
const texts: readonly (readonly [RegExp, Other])[] = [
  [/^(<\?xml[^>]{0,200}>\s{0,100})?(<!--[^>]{0,1000}-->\s{0,100}|<!DOCTYPE svg[^>]{0,500}>\s{0,100}){0,5}<svg[\s>]/i,
    aPicture("an SVG drawing", "svg", "export it as PNG")],
  [/^<(!DOCTYPE\s+html|html|head|body|title|script|meta)/i, webPage],
  [/^<\?xml|^<[a-z][\w:]*[\s>]/i, aText("an XML text", "xml")],
  [/^[[{]/, aText("JSON", "json")],
  [/^data:/i, aText("a text that holds a data URI", "txt", "give the data URI itself")],
];

const plainText = aText("a text", "txt");
const unknown: Other = { name: "a file of an unknown type", kind: "other" };

/** White space and escapes are the only control characters in texts; next to no other file does without the rest. */
const isInText = (byte: number) => byte > 0x1f || (byte > 0x08 && byte < 0x0e) || byte === 0x1b;

function inText(head: Buffer): Other {
  const isUtf16 = /^(\xff\xfe|\xfe\xff)/.test(head.toString("latin1", 0, 2));
  if (isUtf16) return plainText;
  if (!head.every(isInText)) return unknown;
  const text = head.toString("utf8").replace(/^\ufeff/, "").trimStart();
  const known = texts.find(([pattern]) => pattern.test(text))?.[1];
  if (known !== undefined) return known;
  // Half a character at the end of the head is no sign of other bytes.
  return text.slice(0, -4).includes("\ufffd") ? unknown : plainText;
}

const pageBytes = 65_536;

/** With its title, which tells why it came. */
async function withTitle(page: Other, reader: ByteReader): Promise<Other> {
  const title = titleOf((await reader.read(0, pageBytes)).toString("utf8"));
  return title === undefined ? page : { ...page, name: `${page.name} (${JSON.stringify(title)})` };
}

/** Without its tag, a frame begins with 11 ones, and has neither a reserved version nor a reserved layer or rate. */
function isMp3Frame(head: Buffer): boolean {
  if (head.length < 4) return false;
  const bits = head.readUInt32BE(0);
  return bits >>> 21 === 0x7ff && (bits >>> 19 & 3) !== 1 && (bits >>> 17 & 3) === 1
    && (bits >>> 12 & 15) !== 15 && (bits >>> 10 & 3) !== 3;
}

/** An ID3 tag may stand before an MP3, and before other sounds. */
async function behindTag(reader: ByteReader, head: Buffer): Promise<WalkedType | Other> {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
  const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
  const behind = (await reader.read(10 + size + (hasFooter ? 10 : 0), headBytes)).toString("latin1");
  const other = signed(behind);
  return typeof other === "object" && other.kind === "sound" ? other : "mp3";
}

const headBytes = 4_096;

/** One of our types, or the name of another one. */
export async function sniff(reader: ByteReader): Promise<WalkedType | Other> {
  const head = Buffer.from(await reader.read(0, headBytes));
  if (head.length === 0) return { name: "empty", kind: "other" };
  const start = head.toString("latin1", 0, 64);
  if (start.startsWith("ID3")) return behindTag(reader, head);
  if (isMp3Frame(head)) return "mp3";
  if (/^[^]{4}ftyp/.test(start)) return inIsoFile(head);
  if (/^[^]{4}(moov|mdat|free|skip|wide)/.test(start)) return "mp4";
  const type = signed(start) ?? inText(head);
  return type === webPage ? withTitle(type, reader) : type;
}
