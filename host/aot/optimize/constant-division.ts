import type { SsaFunction, Value } from '../ssa/ir.ts';
import { signedMagic, unsignedMagic } from './magic-numbers.ts';
import { type MakeIn, makeIn } from './make-in.ts';

/** Divisions by constants become shifts and multiplications. What may trap stays a call. */
export const expandConstantDivisions = (fn: SsaFunction): void => {
  for (const block of fn.blocks) {
    if (!block.body.some(isConstantDivision)) continue;
    const { body } = block;
    block.body = [];
    for (const value of body) {
      const [call] = value.args;
      if (value.op === 'proj' && call && isConstantDivision(call))
        value.forward = expand(makeIn(fn, block, call.at), call);
      else if (!isConstantDivision(value)) block.body.push(value);
    }
  }
};

const divisions = new Set(['rt.div_s', 'rt.div_u', 'rt.rem_s', 'rt.rem_u']);
/** By 0 every division traps, by -1 that of the least number. */
const isConstantDivision = ({ op, symbol, args }: Value): boolean => {
  const [, divisor] = args;
  if (op !== 'call' || !divisions.has(symbol) || divisor?.op !== 'const') return false;
  return divisor.imm !== 0 && !(symbol === 'rt.div_s' && divisor.imm === -1);
};

const expand = (make: MakeIn, { symbol, args }: Value): Value => {
  const [dividend, { imm }] = args as [Value, Value];
  const isSigned = symbol.endsWith('_s');
  if (symbol === 'rt.rem_u' && isPowerOf2(imm)) return make('and', [dividend, constant(make, imm - 1)]);
  const quotient = (isSigned ? signedQuotient : unsignedQuotient)(make, dividend, imm);
  if (symbol.startsWith('rt.div')) return quotient;
  return make('sub', [dividend, make('mul', [quotient, constant(make, imm)])]);
};

const constant = (make: MakeIn, imm: number): Value => make('const', [], imm | 0);
const isPowerOf2 = (value: number): boolean => (value & (value - 1)) === 0;
const log2 = (value: number): number => 31 - Math.clz32(value);
const highProduct = (make: MakeIn, symbol: string, a: Value, factor: bigint): Value => {
  const word = constant(make, Number(BigInt.asIntN(32, factor)));
  return make('proj', [make('call', [a, word], 2, symbol)], 1);
};

const unsignedQuotient = (make: MakeIn, n: Value, divisor: number): Value => {
  const d = divisor >>> 0;
  const shiftRight = (value: Value, by: number) => make('shr_u', [value, constant(make, by)]);
  if (isPowerOf2(divisor)) return shiftRight(n, log2(d));
  const { multiplier, shift } = unsignedMagic(d);
  const high = highProduct(make, 'rt.mul_wide_u', n, multiplier);
  if (multiplier < 1n << 32n) return shiftRight(high, shift);
  // The 33rd bit of the multiplier adds the dividend; halved, so that the sum has room.
  const rest = shiftRight(make('sub', [n, high]), 1);
  return shiftRight(make('add', [rest, high]), shift - 1);
};

const signedQuotient = (make: MakeIn, n: Value, divisor: number): Value => {
  const d = Math.abs(divisor);
  const sign = make('shr_s', [n, constant(make, 31)]);
  const quotient = isPowerOf2(d) ? shiftedQuotient(make, n, sign, log2(d)) : multipliedQuotient(make, n, sign, d);
  return divisor < 0 ? make('sub', [constant(make, 0), quotient]) : quotient;
};

/** Rounds towards 0: negative dividends are raised by divisor - 1 first. */
const shiftedQuotient = (make: MakeIn, n: Value, sign: Value, shift: number): Value => {
  if (shift === 0) return n;
  const raise = make('shr_u', [sign, constant(make, 32 - shift)]);
  return make('shr_s', [make('add', [n, raise]), constant(make, shift)]);
};

const multipliedQuotient = (make: MakeIn, n: Value, sign: Value, d: number): Value => {
  const { multiplier, shift } = signedMagic(d);
  const product = highProduct(make, 'rt.mul_wide_s', n, multiplier);
  // From 2^31 on the multiplier reads as a negative number, 2^32 too small.
  const high = multiplier < 1n << 31n ? product : make('add', [product, n]);
  return make('sub', [make('shr_s', [high, constant(make, shift)]), sign]);
};
