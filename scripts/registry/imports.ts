/** What a script imports, read by TypeScript. */
import ts from "typescript";

/** As it is written there. */
export const importsOf = (text: string): string[] =>
  ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);

/** The script with other names in its imports; `rename` returns the same name for what stays. */
export const renameImports = (text: string, rename: (specifier: string) => string): string =>
  ts.preProcessFile(text).importedFiles.reverse().reduce((renamed, { pos, fileName }) => [
    renamed.slice(0, pos),
    JSON.stringify(rename(fileName)),
    renamed.slice(pos + fileName.length + "\"\"".length),
  ].join(""), text);
