/** Pictures like simple photos, made here: subjects with shading and shadows, grounds with grain, noise, and a JPEG. */
import sharp from "sharp";
import { decode, type Picture } from "../../emulator/drawing/pixels/picture.ts";
import { randomFrom } from "../../emulator/drawing/pixels/random.ts";

export interface Photo {
  image: Picture;
  /** Whether a pixel belongs to the subject. */
  mask: (pixel: number) => boolean;
}

const raw = (svg: string) => sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();

interface Parts {
  width: number;
  height: number;
  /** Insides of SVGs; the subject has no shadow, which belongs to the ground. */
  defs: string;
  ground: string;
  subject: string;
  noise?: number;
  quality?: number;
  /** Streaks of a ground, as wood has them, from 0. */
  streaks?: number;
}

/** @returns the photo and where its subject is */
async function photograph(parts: Parts): Promise<Photo> {
  const { width, height, defs, ground, subject, noise = 9, quality = 70, streaks = 0 } = parts;
  const svg = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${defs}</defs>${inside}</svg>`;
  const [below, above] = [await raw(svg(ground)), await raw(svg(subject))];
  const random = randomFrom("photo", ground);
  const rows = Array.from({ length: height }, (_, y) => Math.sin(y * 0.9) + Math.sin(y * 0.31 + 2) + random() - 0.5);
  const pixels = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const share = (above[pixel * 4 + 3] ?? 0) / 255;
    const y = Math.floor(pixel / width);
    const bend = Math.round(4 * Math.sin((pixel % width) / 60));
    const streak = streaks * (rows[Math.max(0, Math.min(height - 1, y + bend))] ?? 0);
    const grain = noise * (random() + random() - 1);
    for (let channel = 0; channel < 3; channel += 1) {
      const behind = (below[pixel * 4 + channel] ?? 0) + streak;
      const color = behind + ((above[pixel * 4 + channel] ?? 0) - behind) * share;
      pixels[pixel * 3 + channel] = Math.max(0, Math.min(255, color + grain));
    }
  }
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();
  return { image: await decode(jpeg), mask: (pixel) => (above[pixel * 4 + 3] ?? 0) > 127 };
}

const soft = "<filter id=\"soft\"><feGaussianBlur stdDeviation=\"12\"/></filter>";

export const photos: Readonly<Record<string, () => Promise<Photo>>> = {
  "a cup on wood": () => photograph({
    width: 480, height: 360, streaks: 7,
    defs: `${soft}<linearGradient id="wood" x2="0.3" y2="1"><stop stop-color="#b07c48"/><stop offset="1" stop-color="#7a5028"/>
</linearGradient><linearGradient id="cup"><stop stop-color="#f4f2ee"/><stop offset="1" stop-color="#b4b2b8"/></linearGradient>`,
    ground: `<rect width="100%" height="100%" fill="url(#wood)"/><ellipse cx="280" cy="285" rx="130" ry="24" fill="#201008"
 fill-opacity="0.5" filter="url(#soft)"/>`,
    subject: `<path d="M160 120H300L286 270Q230 292 174 270Z" fill="url(#cup)"/><ellipse cx="230" cy="120" rx="70" ry="20"
 fill="#e8e4e0"/><ellipse cx="230" cy="122" rx="58" ry="14" fill="#4a2a18"/><path d="M298 150Q350 146 342 200Q334 240 290 236"
 fill="none" stroke="#c8c6ca" stroke-width="16"/>`,
  }),
  "a bottle on white": () => photograph({
    width: 360, height: 480, noise: 6,
    defs: `${soft}<radialGradient id="paper"><stop stop-color="#fdfdfd"/><stop offset="1" stop-color="#dcdee2"/></radialGradient>
<linearGradient id="glass"><stop stop-color="#1e5a34"/><stop offset="0.3" stop-color="#5aa870"/><stop offset="1" stop-color="#123c22"/>
</linearGradient>`,
    ground: `<rect width="100%" height="100%" fill="url(#paper)"/><ellipse cx="200" cy="430" rx="90" ry="16" fill="#60646c"
 fill-opacity="0.6" filter="url(#soft)"/>`,
    subject: `<path d="M160 60H200V150Q230 180 230 220V425Q180 440 130 425V220Q130 180 160 150Z" fill="url(#glass)"/>
<path d="M132 260H228V350H132Z" fill="#f0e6c8"/><path d="M146 290H214M146 310H214" stroke="#a03020" stroke-width="6"/>
<rect x="156" y="46" width="48" height="26" fill="#a8242c"/>`,
  }),
  "a portrait before a wall": () => photograph({
    width: 400, height: 480, noise: 10,
    defs: `${soft}<linearGradient id="wall" x2="1" y2="0.4"><stop stop-color="#9fb2bc"/><stop offset="1" stop-color="#5e7480"/>
</linearGradient><radialGradient id="skin" cx="0.4" cy="0.4"><stop stop-color="#f0c4a0"/><stop offset="1" stop-color="#b87e5c"/>
</radialGradient><linearGradient id="coat" x2="1"><stop stop-color="#7a2430"/><stop offset="1" stop-color="#44121c"/></linearGradient>`,
    ground: `<rect width="100%" height="100%" fill="url(#wall)"/><ellipse cx="270" cy="260" rx="120" ry="170" fill="#28343c"
 fill-opacity="0.35" filter="url(#soft)"/>`,
    subject: `<path d="M60 480Q70 340 170 330H230Q330 340 340 480Z" fill="url(#coat)"/><rect x="172" y="270" width="56" height="80"
 fill="#b4805e"/><ellipse cx="200" cy="200" rx="72" ry="92" fill="url(#skin)"/><path d="M122 210Q110 90 200 92Q290 90 278 210
Q270 150 236 138Q180 150 148 140Q130 160 122 210Z" fill="#2c1c14"/><ellipse cx="174" cy="200" rx="9" ry="6" fill="#241a18"/>
<ellipse cx="228" cy="200" rx="9" ry="6" fill="#241a18"/><path d="M176 248Q200 260 224 248" stroke="#8a3c38" stroke-width="7" fill="none"/>`,
  }),
  "fruit on a cloth": () => photograph({
    width: 420, height: 420, noise: 12, streaks: 3, quality: 55,
    defs: `${soft}<radialGradient id="orange" cx="0.35" cy="0.3"><stop stop-color="#ffc060"/><stop offset="1" stop-color="#c45a10"/>
</radialGradient><linearGradient id="cloth" x2="1" y2="1"><stop stop-color="#54688c"/><stop offset="1" stop-color="#2c3a56"/></linearGradient>`,
    ground: `<rect width="100%" height="100%" fill="url(#cloth)"/><ellipse cx="240" cy="300" rx="120" ry="40" fill="#0a1020"
 fill-opacity="0.6" filter="url(#soft)"/>`,
    subject: `<circle cx="200" cy="220" r="92" fill="url(#orange)"/><path d="M200 130Q210 100 240 96Q236 124 206 136Z" fill="#3f7a34"/>`,
  }),
  "a dark statue before a bright sky and a lawn": () => photograph({
    width: 400, height: 400, noise: 8,
    defs: `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#5a9ae0"/><stop offset="0.64" stop-color="#dcebf6"/>
<stop offset="0.65" stop-color="#6c9a48"/><stop offset="1" stop-color="#446a2c"/></linearGradient>`,
    ground: `<rect width="100%" height="100%" fill="url(#sky)"/>`,
    subject: `<path d="M150 350V300H170L180 190Q160 170 172 130Q180 80 204 80Q228 82 230 130Q240 170 222 190L232 300H252V350Z"
 fill="#38342f"/><path d="M204 80Q228 82 230 130Q240 170 222 190L232 300H206Z" fill="#5e564c"/>`,
  }),
};
