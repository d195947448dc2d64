/** Where the command line writes. */
import { styleText } from "node:util";

interface Stream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Two streams of text; `process` is one. */
export interface Output {
  stdout: Stream;
  stderr: Stream;
}

type Style = Parameters<typeof styleText>[0];

/** Colours are for terminals, unless NO_COLOR says that they are not. */
export const isColored = ({ isTTY }: Stream): boolean => isTTY === true && !process.env["NO_COLOR"];

export const styled = (stream: Stream, style: Style, text: string): string =>
  isColored(stream) ? styleText(style, text, { validateStream: false }) : text;

/** Markdown as a terminal shows it: links by their text, and their address where it is not in the text. */
export function rendered(stream: Stream, markdown: string): string {
  return markdown
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, (_whole, text: string, url: string) => `${styled(stream, "underline", text)} (${url})`)
    .replace(/\*\*([^*]+)\*\*/g, (_whole, text: string) => styled(stream, "bold", text))
    .replace(/`([^`]+)`/g, (_whole, text: string) => isColored(stream) ? styled(stream, "cyan", text) : `\`${text}\``);
}

/** Text in lines of at most so many characters, each after an indent. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines = text.split("\n").flatMap((paragraph) => {
    const words = paragraph.split(/ +/);
    const made: string[] = [];
    let line = "";
    for (const word of words) {
      if (line !== "" && line.length + word.length + 1 > width - indent.length) {
        made.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...made, line];
  });
  return lines.map((line) => (indent + line).trimEnd()).join("\n");
}
