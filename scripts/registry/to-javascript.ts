/** One TypeScript file of the components as readable JavaScript of ES2021. */
import ts from "typescript";
import { renameImports } from "./imports.ts";

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2021,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: false,
  verbatimModuleSyntax: true,
  importHelpers: true,
};

/** Stands for a blank line while TypeScript, which drops blank lines, rewrites a file. */
const blankLine = "//:blank";

/** Where blank lines stand before the nodes of lists: statements, members, elements. */
function placesOfBlankLines(source: ts.SourceFile): number[] {
  const places: number[] = [];
  const visit = (node: ts.Node) => {
    const start = node.getStart(source);
    const comments = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
    for (const { index } of source.text.slice(node.getFullStart(), start).matchAll(/\n(?=[ \t]*\n)/g)) {
      const place = node.getFullStart() + index + 1;
      if (!comments.some(({ pos, end }) => pos < place && place < end)) places.push(place);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(places)].sort((one, other) => other - one);
}

const parse = (name: string, text: string) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

const markBlankLines = (name: string, text: string): string => placesOfBlankLines(parse(name, text))
  .reduce((marked, place) => `${marked.slice(0, place)}${blankLine}\n${marked.slice(place)}`, text);

/** `#name` is newer than ES2021; the registry writes `_name`. */
const renamePrivateNames: ts.TransformerFactory<ts.SourceFile> = (context) => (source) => {
  const visit = (node: ts.Node): ts.Node => ts.isPrivateIdentifier(node)
    ? context.factory.createIdentifier(`_${node.text.slice(1)}`)
    : ts.visitEachChild(node, visit, context);
  return ts.visitEachChild(source, visit, context);
};

/**
 * @param name of the file, for what is wrong with it
 * @param rename where an import of the components finds its file in the registry's tree
 * @returns the text, with its comments and blank lines
 * @throws Error if the file is not TypeScript
 */
export function toJavaScript(name: string, text: string, rename: (specifier: string) => string): string {
  const { outputText, diagnostics } = ts.transpileModule(markBlankLines(name, text), {
    fileName: name,
    compilerOptions,
    reportDiagnostics: true,
    transformers: { before: [renamePrivateNames] },
  });
  const [problem] = diagnostics ?? [];
  if (problem) throw new Error(`${name}: ${ts.flattenDiagnosticMessageText(problem.messageText, "\n")}`);
  const script = outputText.replaceAll(new RegExp(`^[ \\t]*${blankLine}$`, "gm"), "");
  return renameImports(script, (specifier) => specifier.startsWith(".") ? rename(specifier) : specifier);
}
