import { elements } from '../../model/shapes.ts';
import { affine } from '../quantize.ts';
import { lowerRealRows } from '../reals/rows.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['L2_NORMALIZATION'],
  lower: (_, { x }) => {
    if (x.dtype === 'float32') return lowerRealRows('l2_normalization_f32', x);
    const depth = x.shape.at(-1) ?? 1;
    const rows = elements(x.shape) / depth;
    return {
      kernel: 'l2_normalization_s8',
      constants: new Uint8Array(0),
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => `l2_normalization_s8(${at.inputs[0]}, ${at.output}, ${affine(x).zero}, ${rows}, ${depth});`,
    };
  },
} satisfies OperatorSpec<'L2_NORMALIZATION'>;
