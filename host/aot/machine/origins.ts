/** From this offset of a function's code on, it is for the instruction at this byte offset of the module; 0 is none. */
export type Origin = readonly [offset: number, at: number];

/** The origins of assembled items, whose own `at` is absent where they are no instructions. */
export const originsOf = (items: readonly { readonly at?: number }[], starts: readonly number[]): Origin[] => {
  const origins: Origin[] = [];
  items.forEach(({ at }, index) => {
    if (at !== undefined && at !== (origins.at(-1)?.[1] ?? 0)) origins.push([starts[index] as number, at]);
  });
  return origins;
};
