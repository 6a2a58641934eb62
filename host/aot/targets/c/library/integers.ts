import { Trap } from '../../../../../assembly/shared/trap.ts';
import type { Library, Snippet } from './snippet.ts';

const rotate = (width: 32 | 64, name: 'rotl' | 'rotr'): Snippet => {
  const [there, back] = name === 'rotl' ? ['<<', '>>'] : ['>>', '<<'];
  return {
    text: `
static inline uint${width}_t ${name}${width}(uint${width}_t x, uint${width}_t n) {
  return x ${there} (n & ${width - 1}) | x ${back} (-n & ${width - 1});
}`,
  };
};

const zeros = (width: 32 | 64, name: 'clz' | 'ctz'): Snippet => {
  const top = `${width === 32 ? '1u' : '1ull'}${name === 'clz' ? ` << ${width - 1}` : ''}`;
  return {
    text: `
static inline uint${width}_t ${name}${width}(uint${width}_t x) {
  if (x == 0) return ${width};
#if defined(__GNUC__)
  return (uint${width}_t)__builtin_${name}${width === 32 ? '' : 'll'}(x);
#else
  uint${width}_t n = 0;
  for (; (x & (${top})) == 0; n++) x = x ${name === 'clz' ? '<<' : '>>'} 1;
  return n;
#endif
}`,
  };
};

/** Sums of 2, 4 and 8 bits, then of bytes by multiplication (Warren, Hacker's Delight, 5-1). */
const popcount = (width: 32 | 64): Snippet => {
  const mask = (byte: string) => `0x${byte.repeat(width / 8)}${width === 32 ? 'u' : 'ull'}`;
  return {
    text: `
static inline uint${width}_t popcnt${width}(uint${width}_t x) {
  x -= (x >> 1) & ${mask('55')};
  x = (x & ${mask('33')}) + ((x >> 2) & ${mask('33')});
  x = (x + (x >> 4)) & ${mask('0f')};
  return (x * ${mask('01')}) >> ${width - 8};
}`,
  };
};

const unsignedDivision = (width: 32 | 64, name: 'div' | 'rem'): Snippet => ({
  needs: ['TRAP'],
  text: `
static inline uint${width}_t ${name}_u${width}(uint${width}_t x, uint${width}_t y, uint32_t where) {
  if (y == 0) TRAP(${Trap.DIVIDE_BY_ZERO}, where);
  return x ${name === 'div' ? '/' : '%'} y;
}`,
});

/** The quotient of the least number and -1 does not exist; in C the remainder does not either. */
const signedDivision = (width: 32 | 64, name: 'div' | 'rem'): Snippet => ({
  needs: ['TRAP'],
  text: `
static inline uint${width}_t ${name}_s${width}(uint${width}_t x, uint${width}_t y, uint32_t where) {
  if (y == 0) TRAP(${Trap.DIVIDE_BY_ZERO}, where);
  if ((int${width}_t)y == -1) ${
    name === 'rem'
      ? 'return 0'
      : `{
    if (x == (uint${width}_t)INT${width}_MIN) TRAP(${Trap.INTEGER_OVERFLOW}, where);
    return -x;
  }`
  }${name === 'rem' ? ';' : ''}
  return (uint${width}_t)((int${width}_t)x ${name === 'div' ? '/' : '%'} (int${width}_t)y);
}`,
});

const ofWidth = (width: 32 | 64): Library => ({
  [`rotl${width}`]: rotate(width, 'rotl'),
  [`rotr${width}`]: rotate(width, 'rotr'),
  [`clz${width}`]: zeros(width, 'clz'),
  [`ctz${width}`]: zeros(width, 'ctz'),
  [`popcnt${width}`]: popcount(width),
  [`div_u${width}`]: unsignedDivision(width, 'div'),
  [`rem_u${width}`]: unsignedDivision(width, 'rem'),
  [`div_s${width}`]: signedDivision(width, 'div'),
  [`rem_s${width}`]: signedDivision(width, 'rem'),
});

export const integers: Library = { ...ofWidth(32), ...ofWidth(64) };
