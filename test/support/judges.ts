/** Programs that are not ours, and what they say of sounds and models. */
import { validateBytes } from "gltf-validator";
import { MPEGDecoder } from "mpg123-decoder";
import { parseBuffer } from "music-metadata";

export interface Judged {
  seconds: number;
  sampleRate: number;
  channels: number;
}

/** An MP3 is decoded to its last sample; of a WAV the chunks are read. */
export async function musicOf(bytes: Buffer, format: string): Promise<Judged> {
  if (format !== "mp3") {
    const { format: { duration = 0, sampleRate = 0, numberOfChannels = 0 } } =
      await parseBuffer(bytes, { mimeType: "audio/wav" });
    return { seconds: duration, sampleRate, channels: numberOfChannels };
  }
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    const { samplesDecoded, sampleRate, channelData } = decoder.decode(bytes);
    return { seconds: samplesDecoded / sampleRate, sampleRate, channels: channelData.length };
  } finally {
    decoder.free();
  }
}

/** What the Khronos validator says. */
export async function validateModel(bytes: Buffer) {
  const { issues, info } = await validateBytes(new Uint8Array(bytes));
  return {
    errors: issues.numErrors,
    triangles: info.totalTriangleCount,
    vertices: info.totalVertexCount,
    image: info.resources?.find(({ image }) => image !== undefined)?.image,
  };
}
