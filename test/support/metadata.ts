/** What a picture tells of how it was made, read by libraries that are not ours. */
import sharp from "sharp";

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

/** The description in an XMP packet. @throws Error if the packet is no well-formed XML (libxml2 reads it) */
async function descriptionOf(xmp: Buffer): Promise<string> {
  const [packet = ""] = /<x:xmpmeta.*<\/x:xmpmeta>/s.exec(xmp.toString("utf8")) ?? [];
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><metadata>${packet}</metadata></svg>`;
  await sharp(Buffer.from(drawing)).metadata();
  const [, text = ""] = /<rdf:li xml:lang="x-default">(.*)<\/rdf:li>/s.exec(packet) ?? [];
  return text.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);
}

/** The description in the metadata of a picture; none if there is none. */
export async function descriptionIn(picture: Buffer | string): Promise<string | undefined> {
  const { comments = [], xmp } = await sharp(picture).metadata();
  const [comment] = comments.filter(({ keyword }) => keyword === "Description");
  return comment?.text ?? (xmp === undefined ? undefined : await descriptionOf(xmp));
}

interface Told {
  operation: string;
  parameters: Record<string, unknown>;
  seed?: number;
}

/** The same as what our pictures tell. @throws Error if they tell nothing */
export async function toldBy(picture: Buffer | string | undefined): Promise<Told> {
  const text = await descriptionIn(picture ?? "");
  if (text === undefined) throw new Error("the picture tells nothing");
  return JSON.parse(text) as Told;
}

/** All channels of all pixels. */
export const decodedPixels = (picture: Buffer | string): Promise<Buffer> => sharp(picture).raw().toBuffer();
