import type { AnnotatedFunction, AnnotatedLine } from '../disassembly/disassemble.ts';

/** Code from the target of a branch back up to the last such branch. */
export interface MachineLoop {
  readonly start: AnnotatedLine;
  /** Its lines that lie in no loop within it. */
  readonly lines: readonly AnnotatedLine[];
}

const BRANCH = /^(?:b|b[a-z]{2}|cbn?z) 0x(\w{4})_(\w{4})/;
const targetOf = ({ text }: AnnotatedLine): number | undefined => {
  const [, high, low] = BRANCH.exec(text) ?? [];
  return high === undefined ? undefined : Number(`0x${high}${low}`);
};

/** The loops of a function, each line in the innermost of them that it lies in. */
export const loopsOf = ({ address, lines }: AnnotatedFunction): MachineLoop[] => {
  const ends = new Map<number, number>();
  for (const line of lines) {
    const target = targetOf(line);
    if (target !== undefined && target >= address && target <= line.address) ends.set(target, line.address);
  }
  const loops = [...ends].map(([from, to]) => ({ from, to, lines: [] as AnnotatedLine[] }));
  // Smaller ones first: the first that has a line is the innermost.
  loops.sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const line of lines) loops.find(({ from, to }) => line.address >= from && line.address <= to)?.lines.push(line);
  return loops.flatMap(({ from, lines: own }) => {
    const start = lines.find((line) => line.address === from);
    return start ? [{ start, lines: own }] : [];
  });
};
