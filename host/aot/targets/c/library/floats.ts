import { Trap } from '../../../../../assembly/shared/trap.ts';
import type { Library, Snippet } from './snippet.ts';

// Floats where C leaves something open or WebAssembly wants something of its own. None of it calls the C library.

interface Format {
  readonly type: 'f32' | 'f64';
  readonly name: 'float' | 'double';
  readonly bits: 32 | 64;
  /** Of the significand, but for the one that is not written down. */
  readonly fraction: number;
  readonly bias: number;
  /** Suffixes of constants. */
  readonly f: string;
  readonly u: string;
}

const formats: readonly Format[] = [
  { type: 'f32', name: 'float', bits: 32, fraction: 23, bias: 127, f: 'f', u: 'u' },
  { type: 'f64', name: 'double', bits: 64, fraction: 52, bias: 1023, f: '', u: 'ull' },
];

const ARITHMETIC: Snippet = {
  text: `
#include <float.h>
/* Every operation is rounded to its type, and none is joined with the next: GCC needs -ffp-contract=off where the machine has a
   fused multiplication, and -fsignaling-nans where signalling NaNs matter. */
typedef char assumes_no_excess_precision[FLT_EVAL_METHOD == 0 ? 1 : -1];
#if !defined(__GNUC__) || defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif`,
};

const reinterpret = ({ type, name, bits }: Format): Library => ({
  [`bits_of_${type}`]: {
    needs: ['ARITHMETIC'],
    text: `
static inline uint${bits}_t bits_of_${type}(${name} x) {
  union { ${name} value; uint${bits}_t bits; } both;
  both.value = x;
  return both.bits;
}`,
  },
  [`${type}_of_bits`]: {
    needs: ['ARITHMETIC'],
    text: `
static inline ${name} ${type}_of_bits(uint${bits}_t bits) {
  union { uint${bits}_t bits; ${name} value; } both;
  both.bits = bits;
  return both.value;
}`,
  },
});

/** Functions of the sign only: NaNs keep their bits. */
const signs = ({ type, name, bits, u }: Format): Library => {
  const sign = `1${u} << ${bits - 1}`;
  const needs = [`bits_of_${type}`, `${type}_of_bits`];
  return {
    [`${type}_abs`]: {
      needs,
      text: `
static inline ${name} ${type}_abs(${name} x) {
  return ${type}_of_bits(bits_of_${type}(x) & ~(${sign}));
}`,
    },
    [`${type}_neg`]: {
      needs,
      text: `
static inline ${name} ${type}_neg(${name} x) {
  return ${type}_of_bits(bits_of_${type}(x) ^ ${sign});
}`,
    },
    [`${type}_copysign`]: {
      needs,
      text: `
static inline ${name} ${type}_copysign(${name} x, ${name} y) {
  return ${type}_of_bits((bits_of_${type}(x) & ~(${sign})) | (bits_of_${type}(y) & ${sign}));
}`,
    },
  };
};

/** -0 is less than 0; a sum of NaNs is a quiet one. */
const extremes = ({ type, name }: Format): Library =>
  Object.fromEntries(
    (['min', 'max'] as const).map((which): [string, Snippet] => [
      `${type}_${which}`,
      {
        needs: [`bits_of_${type}`, `${type}_of_bits`],
        text: `
static inline ${name} ${type}_${which}(${name} x, ${name} y) {
  if (x != x || y != y) return x + y;
  if (x == y) return ${type}_of_bits(bits_of_${type}(x) ${which === 'min' ? '|' : '&'} bits_of_${type}(y));
  return x ${which === 'min' ? '<' : '>'} y ? x : y;
}`,
      },
    ]),
  );

const roundings = ({ type, name, bits, fraction, bias, f, u }: Format): Library => {
  const needs = [`bits_of_${type}`, `${type}_of_bits`];
  const toward = (name_: 'floor' | 'ceil', beyond: '<' | '>', step: '-' | '+'): Snippet => ({
    needs: [`${type}_trunc`],
    text: `
static inline ${name} ${type}_${name_}(${name} x) {
  const ${name} whole = ${type}_trunc(x);
  return x ${beyond} whole ? whole ${step} 1.0${f} : whole;
}`,
  });
  const whole = `0x1p${fraction}${f}`;
  return {
    [`${type}_trunc`]: {
      needs,
      text: `
static inline ${name} ${type}_trunc(${name} x) {
  const uint${bits}_t bits = bits_of_${type}(x);
  const int exponent = (int)(bits >> ${fraction} & ${2 * bias + 1}) - ${bias};
  if (x != x) return x + x;
  if (exponent < 0) return ${type}_of_bits(bits & 1${u} << ${bits - 1});
  if (exponent >= ${fraction}) return x;
  return ${type}_of_bits(bits & ~(((1${u} << ${fraction}) - 1) >> exponent));
}`,
    },
    [`${type}_floor`]: toward('floor', '<', '-'),
    [`${type}_ceil`]: toward('ceil', '>', '+'),
    [`${type}_nearest`]: {
      needs: [`${type}_abs`, `${type}_copysign`],
      text: `
/* Beyond 2^${fraction} there are no fractions: the sum is rounded, to even. */
static inline ${name} ${type}_nearest(${name} x) {
  const ${name} size = ${type}_abs(x);
  if (x != x) return x + x;
  return size < ${whole} ? ${type}_copysign((size + ${whole}) - ${whole}, x) : x;
}`,
    },
  };
};

/** Digit by digit, from the highest (Warren, Hacker's Delight, 11-1), and one digit more to round by. */
const root = ({ type, name, bits, fraction, bias, u }: Format): Snippet => ({
  needs: [`bits_of_${type}`, `${type}_of_bits`],
  text: `
static ${name} ${type}_sqrt(${name} x) {
  uint${bits}_t significand = bits_of_${type}(x) & ((1${u} << ${fraction}) - 1), root = 0, rest = 0;
  int exponent = (int)(bits_of_${type}(x) >> ${fraction} & ${2 * bias + 1}), digit;
  if (x != x || x == 0) return x + x;
  if (x < 0) return (x - x) / (x - x);
  if (exponent == ${2 * bias + 1}) return x;
  if (exponent == 0) for (exponent = 1; significand < 1${u} << ${fraction}; exponent--) significand <<= 1;
  significand |= 1${u} << ${fraction};
  exponent -= ${bias};
  if (exponent & 1) significand <<= 1;
  exponent = (exponent - (exponent & 1)) / 2;
  /* Two bits of the radicand a digit: ${fraction + 2} digits of the root, the last of which is for rounding. */
  significand <<= ${bits - fraction - 2};
  for (digit = 0; digit < ${fraction + 2}; digit++) {
    rest = rest << 2 | significand >> ${bits - 2};
    significand <<= 2;
    root <<= 1;
    if (rest >= (root << 1 | 1)) {
      rest -= root << 1 | 1;
      root |= 1;
    }
  }
  /* Never halfway: an odd last digit rounds up. */
  root = (root >> 1) + (root & 1);
  return ${type}_of_bits(root + ((uint${bits}_t)(exponent + ${bias - 1}) << ${fraction}));
}`,
});

/** Bounds of what is cut off to fit, as C99 constants: the lower one inclusive where the float has it. */
const bounds = (type: 'f32' | 'f64', width: 32 | 64, isSigned: boolean, f: string): [low: string, high: string] => {
  if (!isSigned) return [`x > -1.0${f}`, `x < 0x1p${width}${f}`];
  const low = type === 'f64' && width === 32 ? 'x > -0x1.00000002p31' : `x >= -0x1p${width - 1}${f}`;
  return [low, `x < 0x1p${width - 1}${f}`];
};

const truncations = ({ type, name, f }: Format): Library =>
  Object.fromEntries(
    ([32, 64] as const).flatMap((width) =>
      ([true, false] as const).flatMap((isSigned): [string, Snippet][] => {
        const [low, high] = bounds(type, width, isSigned, f);
        const [least, most] = isSigned
          ? [`(uint${width}_t)INT${width}_MIN`, `(uint${width}_t)INT${width}_MAX`]
          : ['0', `UINT${width}_MAX`];
        const behind = `${type}_${isSigned ? 's' : 'u'}`;
        const value = isSigned ? `(uint${width}_t)(int${width}_t)x` : `(uint${width}_t)x`;
        return [
          [
            `i${width}_trunc_${behind}`,
            {
              needs: ['TRAP', 'ARITHMETIC'],
              text: `
static inline uint${width}_t i${width}_trunc_${behind}(${name} x, uint32_t where) {
  if (x != x) TRAP(${Trap.INVALID_CONVERSION}, where);
  if (!(${low} && ${high})) TRAP(${Trap.INTEGER_OVERFLOW}, where);
  return ${value};
}`,
            },
          ],
          [
            `i${width}_trunc_sat_${behind}`,
            {
              needs: ['ARITHMETIC'],
              text: `
static inline uint${width}_t i${width}_trunc_sat_${behind}(${name} x) {
  if (x != x) return 0;
  if (!(${low})) return ${least};
  return ${high} ? ${value} : ${most};
}`,
            },
          ],
        ];
      }),
    ),
  );

/** Compilers leave out a conversion there and back, which makes a NaN quiet. */
const f32_demote: Snippet = {
  needs: ['ARITHMETIC'],
  text: `
static inline float f32_demote(double x) {
  return (float)(x == x ? x : x + x);
}`,
};

export const floats: Library = {
  ARITHMETIC,
  f32_demote,
  ...Object.assign(
    {},
    ...formats.map((format) => ({
      ...reinterpret(format),
      ...signs(format),
      ...extremes(format),
      ...roundings(format),
      [`${format.type}_sqrt`]: root(format),
      ...truncations(format),
    })),
  ),
};
