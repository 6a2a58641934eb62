import type { Graph, Tensor } from '../../../host/model/graph.ts';
import { alone, type Draft } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, quantized } from '../random-drafts.ts';
import { broadcastShapes, constant, fused, plain } from '../random-elementwise.ts';
import type { OperatorModels } from './spec.ts';

const DIVISOR = 1;

/** A constant without elements that stand for 0. */
const constantDivisor = (random: Random, draft: Draft): Draft => {
  const { data, ...rest } = constant(random, draft);
  const [zero = 0] = draft.quantization?.zeroPoints ?? [];
  const nonZero = (byte: number, at: number) => {
    if (draft.dtype === 'int32') return at % 4 === 0 ? byte | 1 : byte;
    return byte === (zero & 255) ? byte ^ 1 : byte;
  };
  return { ...rest, data: Uint8Array.from(data ?? [], nonZero) };
};

/** Either input may be a constant. */
const inputsOf = (random: Random, dividend: Draft, divisor: Draft): Draft[] => {
  if (random.oneIn(3)) return [dividend, constantDivisor(random, divisor)];
  return [random.oneIn(3) ? constant(random, dividend) : dividend, divisor];
};

/** The ratio of scales is so large that no quotient is shifted right by more than 31, and not so large that one is shifted left. */
const quotient8 = (random: Random): Graph => {
  const { inputs, output } = broadcastShapes(random, 2);
  const [a = [], b = []] = inputs;
  const scales = [between(random, 1e-3, 1), between(random, 1e-3, 1)] as const;
  const ratio = between(random, 64, random.oneIn(4) ? 2 ** 22 : 512);
  const divisor = quantized(random, b, scales[1], random.pick([-128, 127]));
  const y = quantized(random, output, scales[0] / scales[1] / ratio);
  const given = inputsOf(random, quantized(random, a, scales[0]), divisor);
  return alone({ kind: 'DIV', options: fused(random) }, given, [y]);
};

const quotient32 = (random: Random): Graph => {
  const { inputs, output } = broadcastShapes(random, 2);
  const [a = [], b = []] = inputs;
  const given = inputsOf(random, plain('int32', a), plain('int32', b));
  return alone({ kind: 'DIV', options: fused(random) }, given, [plain('int32', output)]);
};

/** A computed divisor keeps away from 0: of int8 it is at an end of the range. */
const limits8 = ({ id, quantization }: Tensor): readonly [number, number] =>
  id === DIVISOR ? (quantization?.zeroPoints[0] === 127 ? [-128, 126] : [-127, 127]) : [-128, 127];
const limits32 = ({ id }: Tensor): readonly [number, number] => (id === DIVISOR ? [1, 2 ** 30] : [-(2 ** 30), 2 ** 30]);

export default [
  { kind: 'DIV', dtype: 'int8', make: quotient8, limits: limits8 },
  { kind: 'DIV', dtype: 'int32', make: quotient32, limits: limits32 },
] satisfies readonly OperatorModels[];
