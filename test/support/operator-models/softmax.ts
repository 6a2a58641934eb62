import type { DType, Graph } from '../../../host/model/graph.ts';
import { network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, between, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Few rows over few values and many. */
const rows = (random: Random, most = 500): number[] => {
  const outer = anyShape(random, random.below(4), 4);
  const depth = random.oneIn(5) ? 100 + random.below(most - 100) : 1 + random.below(24);
  return [...outer.map((extent) => Math.min(extent, 4)), depth];
};

/** Input scales so small that all are alike, and so large that one takes all. */
const softmax = (random: Random) => {
  const shape = rows(random);
  const x = quantized(random, shape, between(random, 1e-4, 2));
  const y = quantized(random, shape, 1 / 256, -128);
  const beta = random.oneIn(4) ? between(random, 0.1, 4) : 1;
  return network([x, y], [{ kind: 'SOFTMAX', inputs: [0], outputs: [1], options: { beta: Math.fround(beta) } }]);
};

const toWide = (from: DType) => (random: Random) => {
  const shape = rows(random, 1000);
  const isWide = from === 'int16';
  const x = quantized(
    random,
    shape,
    isWide ? between(random, 1e-6, 0.1) : between(random, 1e-4, 2),
    isWide ? 0 : undefined,
    from,
  );
  const y = isWide
    ? quantized(random, shape, 2 ** -15, 0, 'int16')
    : quantized(random, shape, 2 ** -16, -32768, 'int16');
  const beta = random.oneIn(4) ? between(random, 0.1, 4) : 1;
  return network([x, y], [{ kind: 'SOFTMAX', inputs: [0], outputs: [1], options: { beta: Math.fround(beta) } }]);
};

const logSoftmax = (random: Random): Graph => {
  const shape = rows(random, 1000);
  const x = quantized(random, shape, between(random, random.oneIn(4) ? 1e-6 : 1e-3, random.oneIn(4) ? 30 : 0.5));
  const y = quantized(random, shape, 1 / 16, 127);
  return network([x, y], [{ kind: 'LOG_SOFTMAX', inputs: [0], outputs: [1], options: {} }]);
};

const l2Normalization = (random: Random): Graph => {
  const shape = rows(random, 1000);
  const [x, y] = [quantized(random, shape), quantized(random, shape, 1 / 128, 0)];
  return network([x, y], [{ kind: 'L2_NORMALIZATION', inputs: [0], outputs: [1], options: { activation: 'none' } }]);
};

export default [
  { kind: 'SOFTMAX', dtype: 'int8', make: softmax },
  { kind: 'SOFTMAX', dtype: 'int8_int16', make: toWide('int8') },
  { kind: 'SOFTMAX', dtype: 'int16', make: toWide('int16') },
  { kind: 'LOG_SOFTMAX', dtype: 'int8', make: logSoftmax },
  { kind: 'L2_NORMALIZATION', dtype: 'int8', make: l2Normalization },
] satisfies readonly OperatorModels[];
