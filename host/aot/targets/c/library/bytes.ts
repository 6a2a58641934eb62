import type { Library, Snippet } from './snippet.ts';

// Little-endian reads and writes of any alignment: one access where the machine can, byte by byte elsewhere.

const DIRECT: Snippet = {
  text: `
/* Whether a number in memory lies as WebAssembly has it; it is put together from bytes otherwise. */
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define DIRECT 1
#else
#define DIRECT 0
#endif`,
};

type Width = 16 | 32 | 64;

const names = (width: Width, alignment: number) => {
  const natural = alignment * 8 === width;
  const suffix = natural ? '' : `_a${alignment}`;
  return { type: `word${width}${suffix}`, read: `read${width}${suffix}`, write: `write${width}${suffix}` };
};

const type = (width: Width, alignment: number): Snippet => ({
  needs: ['DIRECT'],
  text: `
#if DIRECT
typedef uint${width}_t __attribute__((may_alias, aligned(${alignment}))) ${names(width, alignment).type};
#endif`,
});

const read = (width: Width, alignment: number): Snippet => {
  const { type: name, read: helper } = names(width, alignment);
  const bytes = Array.from({ length: width / 8 }, (_, at) => `(uint${width}_t)p[${at}]${at ? ` << ${8 * at}` : ''}`);
  return {
    needs: [name],
    text: `
static inline uint${width}_t ${helper}(const uint8_t *p) {
#if DIRECT
  return *(const ${name} *)(const void *)p;
#else
  return (uint${width}_t)(${bytes.join(' | ')});
#endif
}`,
  };
};

const write = (width: Width, alignment: number): Snippet => {
  const { type: name, write: helper } = names(width, alignment);
  const bytes = Array.from({ length: width / 8 }, (_, at) => `  p[${at}] = (uint8_t)(x${at ? ` >> ${8 * at}` : ''});`);
  return {
    needs: [name],
    text: `
static inline void ${helper}(uint8_t *p, uint${width}_t x) {
#if DIRECT
  *(${name} *)(void *)p = x;
#else
${bytes.join('\n')}
#endif
}`,
  };
};

const alignments = (width: Width): number[] => [1, 2, 4, 8].filter((bytes) => bytes * 8 <= width);

export const bytes: Library = {
  DIRECT,
  ...Object.fromEntries(
    ([16, 32, 64] as const).flatMap((width) =>
      alignments(width).flatMap((alignment) => {
        const name = names(width, alignment);
        return [
          [name.type, type(width, alignment)],
          [name.read, read(width, alignment)],
          [name.write, write(width, alignment)],
        ];
      }),
    ),
  ),
};
