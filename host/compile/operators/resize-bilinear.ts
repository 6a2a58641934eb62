import { Resize } from '../../../assembly/shared/resize_layout.ts';
import { samplingOf } from '../../model/resize.ts';
import { Constants } from '../constants.ts';
import { lowerRealResize } from '../reals/resize.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['RESIZE_BILINEAR'],
  lower: ({ options }, { x, y }) => {
    if (x.dtype === 'float32') return lowerRealResize(options, x, y);
    const [batch = 1, inH = 1, inW = 1, channels = 1] = x.shape;
    const [, outH = 1, outW = 1] = y.shape;
    const [down, across] = [samplingOf(inH, outH, options), samplingOf(inW, outW, options)];
    const fields: Record<Exclude<Resize, Resize.BYTES>, number> = {
      [Resize.BATCH]: batch,
      [Resize.IN_H]: inH,
      [Resize.IN_W]: inW,
      [Resize.CHANNELS]: channels,
      [Resize.OUT_H]: outH,
      [Resize.OUT_W]: outW,
      [Resize.FIRST_Y]: down.first,
      [Resize.STEP_Y]: down.step,
      [Resize.FIRST_X]: across.first,
      [Resize.STEP_X]: across.step,
    };
    const constants = new Constants();
    for (let at = 0; at < Resize.BYTES; at += 4) constants.s32(fields[at as keyof typeof fields]);
    return {
      kernel: 'resize_bilinear_s8',
      constants: constants.finish(),
      scratchBytes: 0,
      emit: (at) => `resize_bilinear_s8(${at.inputs[0]}, ${at.output}, ${at.constants});`,
    };
  },
} satisfies OperatorSpec<'RESIZE_BILINEAR'>;
