import type { Selection } from '../../machine/selection.ts';
import type { Value } from '../../ssa/ir.ts';
import { operand } from './operands.ts';

type Pair = readonly [lo: Value, hi: Value];
interface Product {
  readonly isSigned: boolean;
  readonly factors: readonly [Value, Value];
}

/** The product of words whose two halves these are, if nobody else wants them. */
const productOf = (s: Selection, [lo, hi]: Pair): Product | undefined => {
  const [call] = lo.args;
  const isHalves = lo.op === 'proj' && hi.op === 'proj' && lo.imm === 0 && hi.imm === 1 && hi.args[0] === call;
  const isProduct = call?.op === 'call' && (call.symbol === 'rt.mul_wide_s' || call.symbol === 'rt.mul_wide_u');
  if (!isHalves || !isProduct || !s.isFoldable(lo) || !s.isFoldable(hi)) return undefined;
  return { isSigned: call.symbol.endsWith('_s'), factors: call.args as [Value, Value] };
};

/** The sum of pairs whose two halves these are, if nobody else wants them. */
const sumOf = (s: Selection, [lo, hi]: Pair): readonly [Pair, Pair] | undefined => {
  const [sum] = lo.args;
  const isHalves = lo.op === 'proj' && hi.op === 'proj' && lo.imm === 0 && hi.imm === 1 && hi.args[0] === sum;
  if (!isHalves || sum?.op !== 'add64' || !s.isFoldable(lo) || !s.isFoldable(hi)) return undefined;
  const [aLo, aHi, bLo, bHi] = sum.args as [Value, Value, Value, Value];
  return [
    [aLo, aHi],
    [bLo, bHi],
  ];
};

const isWord = ([, hi]: Pair): boolean => hi.op === 'const' && hi.imm === 0;

/** a · b + x + y of words: UMAAL (ARMv7-M ARM, A7.7.202). */
const productAndWords = (s: Selection, word: Pair, rest: Pair) => {
  const inner = isWord(word) ? sumOf(s, rest) : undefined;
  if (!inner) return undefined;
  const [a, b] = inner;
  const [second, halves] = isWord(a) ? [a, b] : [b, a];
  const product = isWord(second) ? productOf(s, halves) : undefined;
  return product && !product.isSigned ? { factors: product.factors, words: [word[0], second[0]] as const } : undefined;
};

/** Multiplies and adds to a pair in one instruction; false where nothing is multiplied. */
const multiplyAccumulate = (s: Selection, value: Value, a: Pair, b: Pair): boolean => {
  const [lo, hi] = s.pairOf(value);
  const accumulate = (op: string, start: Pair, factors: readonly [Value, Value]): true => {
    const uses = factors.map((factor) => s.regOf(factor));
    const [low, high] = [s.fresh(), s.fresh()];
    s.emit('mov', [low], [s.regOf(start[0])]);
    s.emit('mov', [high], [s.regOf(start[1])]);
    s.emit(op, [low, high], [...uses, low, high]);
    s.emit('mov', [lo], [low]);
    s.emit('mov', [hi], [high]);
    return true;
  };
  const words = productAndWords(s, a, b) ?? productAndWords(s, b, a);
  if (words) return accumulate('umaal', words.words, words.factors);
  const [right, left] = [productOf(s, b), productOf(s, a)];
  const product = right ?? left;
  return product ? accumulate(product.isSigned ? 'smlal' : 'umlal', right ? a : b, product.factors) : false;
};

/** Sums and differences of pairs: the carry goes from the first instruction straight to the second. */
const carried = (s: Selection, value: Value, [low, high]: readonly [string, string]): void => {
  const [lo, hi] = s.pairOf(value);
  const [aLo, aHi, bLo, bHi] = value.args as [Value, Value, Value, Value];
  const [first, second] = [operand(s, bLo), operand(s, bHi)];
  const [left, right] = [s.regOf(aLo), s.regOf(aHi)];
  const sum = s.fresh();
  s.emit(low, [sum], [left, ...first.uses], { ...first.rest, setsFlags: true });
  s.emit(high, [hi], [right, ...second.uses], { ...second.rest, readsFlags: true });
  s.emit('mov', [lo], [sum]);
};

/** `add64` and `sub64`. */
export const long = (s: Selection, value: Value): void => {
  const [aLo, aHi, bLo, bHi] = value.args as [Value, Value, Value, Value];
  if (value.op === 'sub64') return carried(s, value, ['sub', 'sbc']);
  if (!multiplyAccumulate(s, value, [aLo, aHi], [bLo, bHi])) carried(s, value, ['add', 'adc']);
};
