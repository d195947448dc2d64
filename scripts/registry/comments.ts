/** Comments in a narrower column: prose flows on, so that no line is left with a word or two. */

interface CommentLine {
  /** What stands before the prose: indentation and `// ` or ` * `. */
  start: string;
  prose: string;
}

const commentLine = (line: string): CommentLine | undefined => {
  const [, start, prose] = /^( *(?:\/\/|\*) )(\S.*)$/.exec(line) ?? [];
  return start === undefined || prose === undefined || prose.endsWith("*/") ? undefined : { start, prose };
};

/** Whether a line of prose begins something of its own, such as a tag or an item of a list. */
const beginsAnew = (prose: string): boolean => /^(?:@|[-*] |\d+\. |\|)/.test(prose);

/** The prose in lines of a width; its first word stands alone if it is too long for any. */
function wrap({ start, prose }: CommentLine, width: number): string[] {
  const lines: string[] = [];
  let current = start;
  for (const word of prose.split(" ")) {
    if (current !== start && current.length + word.length > width) {
      lines.push(current.trimEnd());
      current = start;
    }
    current += `${word} `;
  }
  return [...lines, current.trimEnd()];
}

/** A block comment of one line that is too wide, as one of several. */
const opened = (line: string, width: number): string[] => {
  const [, indent, prose] = /^( *)\/\*\* (.*) \*\/$/.exec(line) ?? [];
  return indent === undefined || prose === undefined || line.length <= width
    ? [line]
    : [`${indent}/**`, `${indent} * ${prose}`, `${indent} */`];
};

/** The text with every comment that is wider than `width` columns wrapped. */
export function wrapComments(text: string, width: number): string {
  const wrapped: string[] = [];
  let carried: CommentLine | undefined;
  const end = () => {
    if (carried) wrapped.push(carried.start + carried.prose);
    carried = undefined;
  };
  for (const line of text.split("\n").flatMap((one) => opened(one, width))) {
    const comment = commentLine(line);
    const flowsOn = comment && carried?.start === comment.start && !beginsAnew(comment.prose);
    if (!flowsOn) end();
    if (!comment || (!carried && line.length <= width)) {
      wrapped.push(line);
      continue;
    }
    const prose = carried ? `${carried.prose} ${comment.prose.trimStart()}` : comment.prose;
    const lines = wrap({ start: comment.start, prose }, width);
    wrapped.push(...lines.slice(0, -1));
    // What is left over flows into the next line, unless all of it fitted.
    carried = lines.length > 1 ? commentLine(lines.at(-1) ?? "") : undefined;
    if (lines.length === 1) wrapped.push(...lines);
  }
  end();
  return wrapped.join("\n");
}
