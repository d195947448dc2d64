/** What somebody may have meant who wrote a name that does not exist. */

/** How many letters have to be changed, added or removed to make one of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, "");

/** @returns the name that is closest, if one is close enough */
export function closest(written: string, names: readonly string[]): string | undefined {
  const near = names.map((name) => ({ name, away: distance(plain(written), plain(name)) }))
    .filter(({ name, away }) => away <= Math.max(2, name.length / 3) || plain(name).startsWith(plain(written)))
    .sort((one, other) => one.away - other.away);
  return near[0]?.name;
}
