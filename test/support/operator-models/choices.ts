import type { DType, Graph, OperatorKind } from '../../../host/model/graph.ts';
import { alone, type Draft } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, quantized } from '../random-drafts.ts';
import { broadcastShapes, oneConstant, plain } from '../random-elementwise.ts';
import type { OperatorModels } from './spec.ts';

/** Of two inputs and an output of types that need no scales. */
const unscaled =
  (kind: OperatorKind, from: DType, to: DType) =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 2);
    const drafts = inputs.map((shape) => plain(from, shape));
    return alone({ kind, options: {} }, oneConstant(random, drafts), [plain(to, output)]);
  };

/** Inputs scaled alike now and then, and by scales too small to tell them apart. */
const comparison =
  (kind: OperatorKind) =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 2);
    const scale = () => between(random, random.oneIn(8) ? 1e-11 : 1e-3, 0.999);
    const [a, b] = inputs.map((shape) => quantized(random, shape, scale())) as [Draft, Draft];
    const drafts = [a, random.oneIn(2) ? { ...a, shape: b.shape } : b];
    return alone({ kind, options: {} }, oneConstant(random, drafts), [plain('bool', output)]);
  };

const select =
  (dtype: DType) =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 3);
    const drafts = inputs.map((shape, at) => plain(at === 0 ? 'bool' : dtype, shape));
    return alone({ kind: 'SELECT_V2', options: {} }, oneConstant(random, drafts), [plain(dtype, output)]);
  };

const not = (random: Random): Graph => {
  const { output } = broadcastShapes(random, 1);
  return alone({ kind: 'LOGICAL_NOT', options: {} }, [plain('bool', output)], [plain('bool', output)]);
};

const comparisons = ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'] as const;

export default [
  ...(['MAXIMUM', 'MINIMUM'] as const).flatMap((kind) =>
    (['int8', 'int16', 'int32', 'int64'] as const).map((dtype) => ({
      kind,
      dtype,
      make: unscaled(kind, dtype, dtype),
    })),
  ),
  ...comparisons.flatMap((kind) => [
    { kind, dtype: 'int8', make: comparison(kind) },
    ...(['int32', 'int64'] as const).map((dtype) => ({ kind, dtype, make: unscaled(kind, dtype, 'bool') })),
  ]),
  ...(['EQUAL', 'NOT_EQUAL'] as const).map((kind) => ({ kind, dtype: 'bool', make: unscaled(kind, 'bool', 'bool') })),
  ...(['LOGICAL_AND', 'LOGICAL_OR'] as const).map((kind) => ({
    ...{ kind, dtype: 'bool' },
    make: unscaled(kind, 'bool', 'bool'),
  })),
  { kind: 'LOGICAL_NOT', dtype: 'bool', make: not },
  ...(['int8', 'int16'] as const).map((dtype) => ({ kind: 'SELECT_V2' as const, dtype, make: select(dtype) })),
] satisfies readonly OperatorModels[];
