/** A script's syntax tree: as much of the text format (core specification 6.2) as its commands need. */
export type Node = List | Word | Text;

export interface List {
  readonly kind: 'list';
  readonly items: readonly Node[];
  /** Where it stands in the source, parentheses included. */
  readonly start: number;
  readonly end: number;
}
/** A keyword, number or identifier. */
interface Word {
  readonly kind: 'word';
  readonly text: string;
}
interface Text {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
}

const simpleEscapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** Core specification 6.3.3: strings are bytes. */
const bytesOf = (source: string): Uint8Array => {
  const escapes = /\\u\{([0-9a-fA-F_]+)\}|\\([0-9a-fA-F]{2})|\\(.)|([^\\]+)/gs;
  const parts = [...source.matchAll(escapes)].map(([, point, byte, simple, plain = '']) => {
    if (byte !== undefined) return Buffer.from(byte, 'hex');
    if (point !== undefined) return Buffer.from(String.fromCodePoint(Number.parseInt(point.replaceAll('_', ''), 16)));
    return Buffer.from(simple === undefined ? plain : (simpleEscapes[simple] ?? simple));
  });
  return Buffer.concat(parts);
};

/** Blanks and comments, parentheses, strings, words. Block comments nest and are skipped by hand. */
const token = /\s+|;;[^\n]*|(\(;)|([()])|"((?:[^"\\]|\\.)*)"|([^\s()";]+|;(?!;))/gsy;

const endOfComment = (source: string, start: number): number => {
  const bound = /\(;|;\)/g;
  bound.lastIndex = start;
  let depth = 0;
  do {
    const found = bound.exec(source);
    if (!found) throw new SyntaxError('a comment does not end');
    depth += found[0] === '(;' ? 1 : -1;
  } while (depth > 0);
  return bound.lastIndex;
};

/** The commands of a script. */
export const parse = (source: string): List[] => {
  const stack: { items: Node[]; start: number }[] = [{ items: [], start: 0 }];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new SyntaxError(`nothing begins with ${source.slice(at, at + 20)}`);
    const [, comment, parenthesis, text, word] = match;
    const top = stack.at(-1) as (typeof stack)[number];
    if (comment) token.lastIndex = endOfComment(source, at);
    else if (parenthesis === '(') stack.push({ items: [], start: at });
    else if (parenthesis === ')') {
      stack.pop();
      stack.at(-1)?.items.push({ kind: 'list', items: top.items, start: top.start, end: token.lastIndex });
    } else if (text !== undefined) top.items.push({ kind: 'text', bytes: bytesOf(text) });
    else if (word !== undefined) top.items.push({ kind: 'word', text: word });
  }
  const [root] = stack;
  if (stack.length !== 1 || !root) throw new SyntaxError('parentheses do not match');
  return root.items.filter((node) => node.kind === 'list');
};

/** The keyword that a list begins with. */
export const keywordOf = ({ items: [first] }: List): string => (first?.kind === 'word' ? first.text : '');
export const wordAt = ({ items }: List, index: number): string | undefined => {
  const item = items[index];
  return item?.kind === 'word' ? item.text : undefined;
};
export const listsOf = ({ items }: List): List[] => items.filter((item) => item.kind === 'list');
export const textsOf = ({ items }: List): Uint8Array[] =>
  items.flatMap((item) => (item.kind === 'text' ? [item.bytes] : []));
