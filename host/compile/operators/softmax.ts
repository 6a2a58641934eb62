import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { distancesOf } from '../exp-table.ts';
import { interpolationTable } from '../interpolation-table.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerRealRows } from '../reals/rows.ts';
import { powerTable } from '../reals/tables.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

const { fround } = Math;

/** Both take float32 (kernels/softmax_common.cc, InitializeLutForInt16). */
const scale = (ends: number): number => fround(ends / 65535);
const expTable = interpolationTable(fround(scale(10) * -65535), 0, (x) => fround(Math.exp(x)));
const reciprocalTable = interpolationTable(0, fround(scale(1) * 65535), (x) => fround(1 / fround(1 + x)));

/** Distances are brought to where 65535 is 10 (kernels/softmax_common.cc, CalculateSoftmaxParams). */
const packWide = (beta: number, x: Tensor): Uint8Array => {
  const { multiplier, shift } = quantizeMultiplier((affine(x).scale * beta) / (10 / 65535));
  const constants = new Constants().s32(multiplier, shift);
  for (const value of [...expTable, ...reciprocalTable]) constants.s16(value);
  return constants.finish();
};

export default {
  kinds: ['SOFTMAX'],
  lower: ({ options: { beta } }, { x, y }): Lowered => {
    if (x.dtype === 'float32') return lowerRealRows('softmax_f32', x, { numbers: [beta], tables: powerTable });
    const depth = x.shape.at(-1) ?? 1;
    const rows = elements(x.shape) / depth;
    const isWide = x.dtype === 'int16';
    const kernel = isWide ? 'softmax_s16' : 'softmax_s8';
    const generic = isWide ? '' : `<${elementType(y.dtype)}>`;
    return {
      kernel,
      constants: isWide ? packWide(beta, x) : new Constants().s32(...distancesOf(beta, affine(x).scale).exp).finish(),
      scratchBytes: 0,
      ...(isWide && { order: 'elements' }),
      emit: (at) => `${kernel}${generic}(${at.inputs[0]}, ${at.output}, ${at.constants}, ${rows}, ${depth});`,
    };
  },
} satisfies OperatorSpec<'SOFTMAX'>;
