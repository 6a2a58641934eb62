import type { DType, Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { alone } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, quantized } from '../random-drafts.ts';
import { broadcastShapes, fused, oneConstant, plain } from '../random-elementwise.ts';
import type { OperatorModels } from './spec.ts';

/** What an output's scale may be, given those of both inputs. */
type OutputScale = (random: Random, a: number, b: number) => number;

interface Scaled {
  readonly kind: OperatorKind;
  readonly dtypes: readonly [a: DType, b: DType];
  readonly scale: OutputScale;
  readonly options?: (random: Random) => Operator['options'];
}

/** Only int8 has zero points here. */
const scaled =
  ({ kind, dtypes, scale, options = () => ({}) }: Scaled) =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 2);
    const scales = [between(random, 1e-3, 1), between(random, 1e-3, 1)] as const;
    const zero = (dtype: DType) => (dtype === 'int8' ? undefined : 0);
    const drafts = inputs.map((shape, at) => {
      const dtype = dtypes[at] as DType;
      return quantized(random, shape, scales[at], zero(dtype), dtype);
    });
    const y = quantized(random, output, scale(random, ...scales), zero(dtypes[0]), dtypes[0]);
    const given = oneConstant(random, drafts);
    return alone({ kind, options: options(random) }, given, [y]);
  };

const unscaled = (kind: OperatorKind, options: Scaled['options'] = () => ({})): OperatorModels => ({
  ...{ kind, dtype: 'int32' },
  make: (random) => {
    const { inputs, output } = broadcastShapes(random, 2);
    const drafts = inputs.map((shape) => plain('int32', shape));
    const given = oneConstant(random, drafts);
    return alone({ kind, options: options(random) }, given, [plain('int32', output)]);
  },
});

/** Outputs that use their range; now and then another one, from left shifts with room for a product to no multiplier at all. */
const fitting =
  (of: (a: number, b: number) => number, range: number, least: number): OutputScale =>
  (random, a, b) =>
    of(a, b) * (random.oneIn(4) ? between(random, least, 2 ** 34) : range * between(random, 0.05, 2));

const product = (a: number, b: number): number => a * b;
const square = (a: number, b: number): number => Math.max(a, b) ** 2;
const slope = (a: number): number => a;

const int8 = ['int8', 'int8'] as const;
const int16 = ['int16', 'int16'] as const;
const mul = { kind: 'MUL', options: fused } as const;

export default [
  { ...mul, dtype: 'int8', make: scaled({ ...mul, dtypes: int8, scale: fitting(product, 127, 2 ** -13) }) },
  { ...mul, dtype: 'int16', make: scaled({ ...mul, dtypes: int16, scale: fitting(product, 2 ** 15, 2) }) },
  unscaled('MUL', fused),
  {
    kind: 'SQUARED_DIFFERENCE',
    dtype: 'int8',
    make: scaled({ kind: 'SQUARED_DIFFERENCE', dtypes: int8, scale: fitting(square, 255, 2 ** -11) }),
  },
  {
    kind: 'SQUARED_DIFFERENCE',
    dtype: 'int16',
    make: scaled({ kind: 'SQUARED_DIFFERENCE', dtypes: int16, scale: fitting(square, 2 ** 16, 8) }),
  },
  unscaled('SQUARED_DIFFERENCE'),
  { kind: 'PRELU', dtype: 'int8', make: scaled({ kind: 'PRELU', dtypes: int8, scale: fitting(slope, 2, 2 ** -12) }) },
  {
    kind: 'PRELU',
    dtype: 'int16',
    make: scaled({ kind: 'PRELU', dtypes: ['int16', 'int8'], scale: fitting(slope, 2, 2 ** -6) }),
  },
] satisfies readonly OperatorModels[];
