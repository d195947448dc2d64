/** A font of our own, of letters five pixels wide and seven high: a machine may have none. */

/** The characters from the space to the tilde: for each row of a letter a digit, whose five bits are its pixels. */
const letters = `
0000000 4444004 aaa0000 aavavaa 4fke5u4 op248j3 cik8lid 4480000 2488842 8422248 04lel40 044v440 0000c48 000v000 00000cc 01248g0
ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc0cc0 0cc0c48 248g842 00v0v00 8421248 eh12404
eh1dlle ehhvhhh uhhuhhu ehggghe uhhhhhu vgguggv vgguggg ehgnhhf hhhvhhh e44444e 72222ic hikokih ggggggv hrllhhh hppljjh ehhhhhe
uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hha4444 v1248gv e88888e 0g84210 e22222e 4ah0000 000000v
8420000 00e1fhf ggmphhu 00egghe 11djhhf 00ehvge 698s888 0fhhf1e ggmphhh 40c444e 20622ic ggikoki c44444e 00qllhh 00mphhh 00ehhhe
00uhugg 00djf11 00mpggg 00ege1u 88s8896 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhf1e 00v248v 2448442 4444444 8442448 008l200
`.trim().split(/\s+/);

/** What stands for a character that the font does not have. */
const box = "vhhhhhv";

export const rows = 7;

/** The bits of the seven rows, and how many columns it takes with the space behind it. */
interface Letter {
  bits: readonly number[];
  columns: number;
}

function letterOf(character: string): Letter {
  const digits = letters[(character.codePointAt(0) ?? 0) - 32] ?? box;
  const all = Array.from(digits, (digit) => Number.parseInt(digit, 32));
  const used = all.reduce((union, row) => union | row, 0);
  if (used === 0) return { bits: all, columns: 4 };
  // Narrow letters take no more room than they need.
  const free = Math.clz32(used) - 27;
  const width = 5 - free - Math.log2(used & -used);
  return { bits: all.map((row) => row << free), columns: width + 1 };
}

const replacements: Readonly<Record<string, string>> = {
  "\u2018": "'", "\u2019": "'", "\u201c": "\"", "\u201d": "\"", "\u2013": "-", "\u2014": "-", "\u2026": "...", "\n": " ", "\t": " ",
};

/** As the font has it: letters lose their accents. */
const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\s\u2013-\u2026]/g, (one) => replacements[one] ?? one);

/** The columns of a text, from the left; the first row is the lowest bit. */
export function columnsOf(text: string): number[] {
  return Array.from(plain(text)).flatMap((character) => {
    const { bits, columns } = letterOf(character);
    return Array.from({ length: columns }, (_, column) =>
      bits.reduce((sum, row, index) => sum | (((row >> (4 - column)) & 1) << index), 0));
  });
}
