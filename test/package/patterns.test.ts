/** Every regular expression of the code takes linear time: by its structure, and on long texts made to trouble it. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { analyse } from "scslre";
import ts from "typescript";

interface Pattern {
  source: string;
  flags: string;
}

interface Found {
  patterns: (Pattern & { file: string })[];
  /** Files that make patterns of texts, which nobody can check from outside. */
  makers: Set<string>;
}

function find(node: ts.Node, file: string, found: Found): void {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf("/");
    found.patterns.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), file });
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "RegExp") found.makers.add(file);
  ts.forEachChild(node, (child) => {
    find(child, file, found);
  });
}

/** The sources of one part of the house. */
function patternsIn(folder: string): Found {
  const found: Found = { patterns: [], makers: new Set() };
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts") || name.endsWith(".d.ts") || /\b(node_modules|dist)\b/.test(name)) continue;
    const file = join(folder, name);
    find(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true), file, found);
  }
  return found;
}

/** Quadratic time would be a second for so many characters. */
const longText = 40_000;
const longestMicros = 100_000;

/** What the pattern itself speaks of gets further into it than other texts do. */
function fragmentsOf({ source }: Pattern): string[] {
  const runs = source.replace(/\\([^a-zA-Z\d])/g, "$1").match(/[\w:;/<>=!?#.,@ -]{1,20}/g) ?? [];
  return [...new Set([...runs, ...Array.from("a0 <>\n=;,-./?#*_\"\\\t\u0000")])].slice(0, 30);
}

/** A text that repeats something, behind a beginning and before an end, on which a pattern takes too long. */
function troubleFor({ source, flags }: Pattern, characters = longText): string | undefined {
  const pattern = new RegExp(source, flags);
  const fragments = fragmentsOf({ source, flags });
  for (const beginning of ["", ...fragments.slice(0, 6)]) {
    for (const repeated of [...fragments, fragments.slice(0, 2).join(""), fragments.slice(0, 3).join("")]) {
      for (const end of ["", "\n", "!"]) {
        const text = beginning + repeated.repeat(characters / repeated.length) + end;
        const before = process.cpuUsage();
        text.replace(pattern, "");
        if (process.cpuUsage(before).user > longestMicros) return `${beginning}(${repeated})*${end}`;
      }
    }
  }
  return undefined;
}

const superLinear = ({ source, flags }: Pattern) => analyse({ source, flags }).reports.map(({ type }) => type);

describe("what is slow is found", () => {
  test.each(["a+$", "(a+)+$", "\\s*\\n?\\s*$"])("by its structure: %s", (source) => {
    expect(superLinear({ source, flags: "" })).not.toStrictEqual([]);
  });

  test.each([
    ["a+$", longText], ["(ab)+$", longText], ["<title>\\s*([^<]{1,100}?)\\s*<\\/title>", 4_000],
  ])("on long texts: %s", (source, characters) => {
    expect(troubleFor({ source, flags: "i" }, characters)).toBeDefined();
  });
});

const { patterns, makers } = patternsIn("components/dreamstudio");

test("there are patterns to try, and few files make them of texts: of keys, and of constants", () => {
  expect(patterns.length).toBeGreaterThan(40);
  expect([...makers].map((file) => basename(file)).sort()).toStrictEqual(["leftovers.ts", "redact.ts", "retry-after.ts"]);
});

describe.each(patterns)("/$source/$flags in $file", (pattern) => {
  test("is linear by its structure", () => {
    expect(superLinear(pattern)).toStrictEqual([]);
  });

  test("is fast on every long text", () => {
    expect(troubleFor(pattern)).toBeUndefined();
  });
});
