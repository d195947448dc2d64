/** Which prop a message speaks of. */

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * A line that begins with the name of a prop, as `- width: must be ...` or `"width" must be ...`, belongs to it.
 * @returns what is wrong with each prop, without its name where a colon follows it
 */
export function problemsIn(message: string, names: readonly string[]): Record<string, string> {
  const lines = message.split("\n").map((line) => line.trim());
  const entries = names.flatMap((name) => {
    const beginning = new RegExp(`^(?:[-*•] )?["'\`]?${escaped(name)}["'\`]?(:| )`);
    const line = lines.find((one) => beginning.test(one));
    if (line === undefined) return [];
    return [[name, line.replace(beginning, (_match, end: string) => end === ":" ? "" : `${name} `).trim()] as const];
  });
  return Object.fromEntries(entries);
}
