import { namesOf, type Section } from './object-code.ts';

/**
 * The sections that the roots lead to, in their order, and those with a fixed address with theirs.
 * @throws ReferenceError for a symbol that is neither there nor made by the linker
 */
export const reachable = (
  sections: readonly Section[],
  roots: readonly string[],
  isMade: (symbol: string) => boolean = () => false,
): Section[] => {
  const bySymbol = new Map(sections.flatMap((section) => namesOf(section).map((name) => [name, section])));
  const kept = new Set<Section>(sections.filter(({ address }) => address !== undefined));
  const work = [...roots, ...[...kept].flatMap(({ relocations }) => relocations.map(({ symbol }) => symbol))];
  const undefinedSymbols = new Set<string>();
  for (let symbol = work.pop(); symbol !== undefined; symbol = work.pop()) {
    const section = bySymbol.get(symbol);
    if (!section && !isMade(symbol)) undefinedSymbols.add(symbol);
    if (!section || kept.has(section)) continue;
    kept.add(section);
    work.push(...section.relocations.map((relocation) => relocation.symbol));
  }
  if (undefinedSymbols.size > 0) throw new ReferenceError(`undefined symbols: ${[...undefinedSymbols].join(', ')}`);
  return sections.filter((section) => kept.has(section));
};
