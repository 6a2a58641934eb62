import { lowerLookup } from '../lookup.ts';
import { affine, round } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import type { OperatorSpec } from './spec.ts';

const { fround } = Math;

/** x where it is not negative, else exp(x) - 1, in float32 step by step (kernels/elu.cc, PopulateLookupTable). */
export default {
  kinds: ['ELU'],
  lower: (_, { x, y }) => {
    if (x.dtype === 'float32') return lowerReals('elu_f32', [x], y);
    const [from, to] = [affine(x), affine(y)];
    const inverseScale = fround(1 / to.scale);
    return lowerLookup(x, y, (value) => {
      const real = fround(from.scale * (value - from.zero));
      const elu = real < 0 ? fround(fround(Math.exp(real)) - 1) : real;
      const quantized = Math.trunc(fround(round(fround(elu * inverseScale)) + to.zero));
      return Math.max(-128, Math.min(127, quantized));
    });
  },
} satisfies OperatorSpec<'ELU'>;
