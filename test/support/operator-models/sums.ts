import type { Graph } from '../../../host/model/graph.ts';
import { alone } from '../drafts.ts';
import type { Random } from '../random.ts';
import { between, quantized } from '../random-drafts.ts';
import { broadcastShapes, fused, oneConstant, plain } from '../random-elementwise.ts';
import type { OperatorModels } from './spec.ts';

type SumKind = 'ADD' | 'SUB';

/** Scales far apart now and then, and int16 with zero points. */
const scaledSum =
  (kind: SumKind, dtype: 'int8' | 'int16') =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 2);
    const scales = [between(random, 1e-3, 1), between(random, 1e-3, 1)];
    const outputScale = Math.max(...scales) * (random.oneIn(6) ? between(random, 1e-4, 100) : between(random, 0.3, 2));
    const zero = () => {
      if (dtype === 'int8') return undefined;
      return random.oneIn(4) ? random.below(65_536) - 32_768 : 0;
    };
    const drafts = inputs.map((shape, at) => quantized(random, shape, scales[at], zero(), dtype));
    const y = quantized(random, output, outputScale, zero(), dtype);
    const given = oneConstant(random, drafts);
    return alone({ kind, options: fused(random) }, given, [y]);
  };

const plainSum =
  (kind: SumKind) =>
  (random: Random): Graph => {
    const { inputs, output } = broadcastShapes(random, 2);
    const drafts = oneConstant(
      random,
      inputs.map((shape) => plain('int32', shape)),
    );
    return alone({ kind, options: fused(random) }, drafts, [plain('int32', output)]);
  };

const sumOfMany = (random: Random): Graph => {
  const { output } = broadcastShapes(random, 1);
  const x = quantized(random, output);
  const [scale = 1] = x.quantization?.scales ?? [];
  const y = quantized(random, output, scale * (random.oneIn(6) ? between(random, 1e-4, 100) : between(random, 0.5, 8)));
  return alone({ kind: 'ADD_N', options: {} }, oneConstant(random, new Array(2 + random.below(7)).fill(x)), [y]);
};

export default [
  { kind: 'ADD', dtype: 'int16', make: scaledSum('ADD', 'int16') },
  { kind: 'ADD', dtype: 'int32', make: plainSum('ADD') },
  { kind: 'SUB', dtype: 'int8', make: scaledSum('SUB', 'int8') },
  { kind: 'SUB', dtype: 'int16', make: scaledSum('SUB', 'int16') },
  { kind: 'SUB', dtype: 'int32', make: plainSum('SUB') },
  { kind: 'ADD_N', dtype: 'int8', make: sumOfMany },
] satisfies readonly OperatorModels[];
