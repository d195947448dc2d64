/** Numbers and counts as a person reads them. */

const groupsOf = (digits: string): string[] =>
  digits.length <= 3 ? [digits] : [...groupsOf(digits.slice(0, -3)), digits.slice(-3)];

/** `1,048,576`, `0.9`; to 12 digits, since what follows is noise of the floating point. */
export function inWords(value: number): string {
  // Not by toLocaleString: its first use takes 18 ms, which every action would pay when it is loaded.
  const [, sign = "", digits, rest = ""] = /^(-?)(\d+)(\D.*)?$/.exec(String(Number(value.toPrecision(12)))) ?? [];
  return digits === undefined ? String(value) : `${sign}${groupsOf(digits).join(",")}${rest}`;
}

/** `1 picture`, `3 pictures` */
export const counted = (count: number, noun: string): string => `${inWords(count)} ${noun}${count === 1 ? "" : "s"}`;
