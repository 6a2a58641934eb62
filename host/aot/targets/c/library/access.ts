import type { Library, Snippet } from './snippet.ts';

/** How a module's address becomes a pointer to so many bytes of C. */
export interface Addressing {
  readonly pointer: (bytes: number) => string;
  /** Of the access, before the value that is stored. */
  readonly parameters: string;
  readonly needs: readonly string[];
}

const suffixes = (bytes: number): string[] => ['', ...[1, 2, 4].filter((a) => a < bytes).map((a) => `_a${a}`)];

const load = (name: string, bytes: number, result: string, { pointer, needs, parameters }: Addressing): Snippet => ({
  needs: [...needs, ...(bytes > 1 ? [/read\w+/.exec(result)?.[0] ?? ''] : [])],
  text: `
static inline uint${bytes === 8 ? 64 : 32}_t ${name}(${parameters}) {
  return ${result.replace('POINTER', pointer(bytes))};
}`,
});

const store = (name: string, bytes: number, suffix: string, { pointer, needs, parameters }: Addressing): Snippet => {
  const width = 8 * bytes;
  const target = `${pointer(bytes)}`;
  const value = bytes < 4 ? `(uint${width}_t)x` : 'x';
  const statement = bytes === 1 ? `*${target} = ${value}` : `write${width}${suffix}(${target}, ${value})`;
  return {
    needs: [...needs, ...(bytes > 1 ? [`write${width}${suffix}`] : [])],
    text: `
static inline void ${name}(${parameters}, uint${bytes === 8 ? 64 : 32}_t x) {
  ${statement};
}`,
  };
};

/** Loads and stores by a module's addresses. */
export const accesses = (addressing: Addressing): Library => {
  const library: Record<string, Snippet> = {
    load8_u: load('load8_u', 1, '*POINTER', addressing),
    load8_s: load('load8_s', 1, '(uint32_t)(int8_t)*POINTER', addressing),
    store8: store('store8', 1, '', addressing),
  };
  for (const suffix of suffixes(2)) {
    library[`load16_u${suffix}`] = load(`load16_u${suffix}`, 2, `read16${suffix}(POINTER)`, addressing);
    const signed = `(uint32_t)(int16_t)read16${suffix}(POINTER)`;
    library[`load16_s${suffix}`] = load(`load16_s${suffix}`, 2, signed, addressing);
    library[`store16${suffix}`] = store(`store16${suffix}`, 2, suffix, addressing);
  }
  for (const bytes of [4, 8])
    for (const suffix of suffixes(bytes)) {
      const [width, name] = [8 * bytes, `load${8 * bytes}${suffix}`];
      library[name] = load(name, bytes, `read${width}${suffix}(POINTER)`, addressing);
      library[`store${width}${suffix}`] = store(`store${width}${suffix}`, bytes, suffix, addressing);
    }
  return library;
};
