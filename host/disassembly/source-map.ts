/** A line of AssemblyScript. */
export interface SourcePlace {
  /** Path below `assembly/`, `model.ts` for what was generated, or of AssemblyScript's library (`~lib/…`). */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Place of the instruction at a byte offset of the module. */
export type SourceFinder = (at: number) => SourcePlace | undefined;

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly mappings: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers of one segment: base 64, five bits a digit from the lowest, bit 5 says that more follow, bit 0 is the sign. */
const numbers = (segment: string): number[] => {
  const values: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    values.push(value & 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return values;
};

/** Reads a source map (ECMA-426) of WebAssembly, which is one line whose columns are byte offsets. */
export const readSourceMap = (json: string): SourceFinder => {
  const { sources, sourcesContent, mappings } = JSON.parse(json) as SourceMap;
  const starts: number[] = [];
  const places: (readonly [source: number, line: number] | undefined)[] = [];
  let [column, source, line] = [0, 0, 0];
  for (const segment of mappings.split(',').filter((text) => text !== '')) {
    const [columns = 0, ...rest] = numbers(segment);
    column += columns;
    const [sourceStep = 0, lineStep = 0] = rest;
    source += sourceStep;
    line += lineStep;
    starts.push(column);
    places.push(rest.length === 0 ? undefined : [source, line]);
  }
  const texts = sources.map((_, index) => (sourcesContent?.[index] ?? '').split('\n'));
  return (at) => {
    const [from, index] = places[starts.findLastIndex((start) => start <= at)] ?? [];
    if (from === undefined || index === undefined) return undefined;
    return { file: sources[from] ?? '', line: index + 1, text: texts[from]?.[index]?.trim() ?? '' };
  };
};
