import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A regular expression and the place where it is made. */
export interface Expression {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** The expressions that a file has as literals. */
export function literalsIn(file: string): Expression[] {
  const text = readFileSync(file, "utf8");
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ file, line: line + 1, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const FRAME = /(file:\/\/[^):]+\.ts):(\d+)/;

/**
 * The expressions that modules build from strings when they are loaded: a parser of files cannot see those whole.
 * Importing modules of lib has no other effect.
 */
export async function constructedBy(files: readonly string[], root: string): Promise<Expression[]> {
  const found: Expression[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, [source, flags], newTarget) {
      const made: RegExp = Reflect.construct(target, [source, flags], newTarget);
      const frame = (new Error().stack ?? "").split("\n")[2] ?? "";
      const [, address, line] = FRAME.exec(frame) ?? [];
      const file = address === undefined ? "" : fileURLToPath(address);
      if (file.startsWith(`${root}/`) && !file.includes("node_modules")) {
        found.push({
          file: file.slice(root.length + 1),
          line: Number(line),
          source: made.source,
          flags: made.flags,
        });
      }
      return made;
    },
  });
  try {
    for (const file of files) await import(`${root}/${file}`);
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}
