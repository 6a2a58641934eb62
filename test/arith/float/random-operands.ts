import type { WasmRandom } from '../../support/wasm-random.ts';
import type { WasmValue } from '../../support/wasm-values.ts';
import { biasOf, type Format, formats, signOf, toValue } from './edges.ts';
import type { OperandType, Operation } from './operations.ts';

const below = (random: WasmRandom, limit: bigint): bigint =>
  ((BigInt(random.next()) << 32n) | BigInt(random.next())) % limit;

/** Of any number of bits. */
const integer = (random: WasmRandom, type: 'i32' | 'i64'): WasmValue => {
  const bits = below(random, 1n << BigInt(1 + random.below(type === 'i32' ? 32 : 64)));
  return toValue(type, random.oneIn(2) ? bits : -bits);
};

/** The fraction is often of few bits, next to none or next to all. */
const float = (random: WasmRandom, format: Format, exponent: number): bigint => {
  const size = 1n << BigInt(format.fraction);
  const any = below(random, size);
  const short = any & -(size >> BigInt(random.below(format.fraction + 1)));
  const fraction = random.pick([any, any, any, short, any & 3n, size - 1n - (any & 3n)]);
  const field = Math.min(Math.max(exponent, 0), (1 << format.exponent) - 1);
  return (BigInt(field) << BigInt(format.fraction)) | fraction | (random.oneIn(2) ? signOf(format) : 0n);
};

/** Also such that products and quotients come near the format's ends, and integer types'. */
const exponentField = (random: WasmRandom, { fraction, exponent }: Format): number => {
  const bias = biasOf({ fraction, exponent });
  const around = (field: number) => field + random.below(2 * fraction) - fraction;
  return random.pick([
    random.below(1 << exponent),
    random.below(4),
    bias + random.below(70),
    around(bias),
    around(bias >> 1),
    around(bias + (bias >> 1)),
  ]);
};

/** Operands of one call. Of two floats: unrelated ones, exponents up to 60 apart, neighbours, or such as nearly cancel. */
export const anyOperands = ({ params }: Operation, random: WasmRandom): WasmValue[] => {
  const [type] = params as readonly [OperandType];
  if (type === 'i32' || type === 'i64') return [integer(random, type)];
  const format = formats[type];
  const exponent = exponentField(random, format);
  const first = float(random, format, exponent);
  if (params.length === 1) return [toValue(type, first)];
  const second = random.pick([
    () => float(random, format, exponentField(random, format)),
    () => float(random, format, exponent + random.below(121) - 60),
    () => float(random, format, exponent + random.below(3) - 1),
    () => first ^ below(random, 1n << BigInt(random.below(format.fraction))) ^ (random.oneIn(2) ? signOf(format) : 0n),
  ])();
  const both = [toValue(type, first), toValue(type, second)];
  return random.oneIn(2) ? both : both.reverse();
};

/** What programs compute with: floats from 2^-8 to 2^9, what fits an integer where one is to come out, no roots of negative ones. */
export const usualOperands = ({ name, params, result }: Operation, random: WasmRandom): WasmValue[] =>
  params.map((type) => {
    if (type === 'i32' || type === 'i64') return integer(random, type);
    const format = formats[type];
    const isTruncated = name.includes('_trunc_');
    const exponent = isTruncated ? random.below(result === 'i32' ? 31 : 63) : random.below(17) - 8;
    const magnitude =
      below(random, 1n << BigInt(format.fraction)) | (BigInt(biasOf(format) + exponent) << BigInt(format.fraction));
    const isNegative = !isTruncated && !name.endsWith('sqrt') && random.oneIn(2);
    return toValue(type, isNegative ? magnitude | signOf(format) : magnitude);
  });
