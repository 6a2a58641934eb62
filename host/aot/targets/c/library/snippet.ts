/** A piece of C that modules need or not: a helper, with the names of those that it calls itself. */
export interface Snippet {
  readonly text: string;
  readonly needs?: readonly string[];
}

export type Library = Readonly<Record<string, Snippet>>;

/** Those asked for and those that they need, each behind its own needs. */
export const gather = (library: Library, names: Iterable<string>): string[] => {
  const taken = new Set<string>();
  const texts: string[] = [];
  const take = (name: string): void => {
    if (taken.has(name)) return;
    taken.add(name);
    const snippet = library[name];
    if (!snippet) throw new RangeError(`no C for ${name}`);
    for (const needed of snippet.needs ?? []) take(needed);
    texts.push(snippet.text.trim());
  };
  for (const name of [...names].sort()) take(name);
  return texts;
};
