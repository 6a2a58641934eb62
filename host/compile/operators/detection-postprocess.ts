import { Detection } from '../../../assembly/shared/detection_layout.ts';
import { Constants } from '../constants.ts';
import { expF64Table } from '../exp-f64-table.ts';
import { bitsOf } from '../float-bits.ts';
import type { OperatorSpec } from './spec.ts';

const FLOAT_BYTES = 4;
/** Of a box: its corners, its score, and its place in a list. */
const SCRATCH_BYTES = 24;

export default {
  kinds: ['TFLite_Detection_PostProcess'],
  lower: ({ options }, { x, inputs: [, scores] }) => {
    const [, boxes = 0, encoded = 0] = x.shape;
    const scored = scores?.shape.at(-1) ?? 0;
    const { numClasses, maxDetections, detectionsPerClass, useRegularNms } = options;
    const { yScale, xScale, hScale, wScale, nmsScoreThreshold, nmsIouThreshold } = options;
    const fields: Record<Exclude<Detection, Detection.EXP_TABLE | Detection.SCALES>, number> = {
      [Detection.LEAST_SCORE]: bitsOf(nmsScoreThreshold),
      [Detection.MOST_OVERLAP]: bitsOf(nmsIouThreshold),
      [Detection.BOXES]: boxes,
      [Detection.ENCODING_BYTES]: FLOAT_BYTES * encoded,
      [Detection.SCORE_BYTES]: FLOAT_BYTES * scored,
      [Detection.BACKGROUND_BYTES]: FLOAT_BYTES * (scored - numClasses),
      [Detection.CLASSES]: numClasses,
      [Detection.MOST]: maxDetections,
      [Detection.MOST_OF_CLASS]: useRegularNms ? detectionsPerClass : 0,
    };
    const constants = new Constants().s32(...[yScale, xScale, hScale, wScale].map(bitsOf), ...Object.values(fields));
    constants.align(8).s32(...new Int32Array(expF64Table().buffer));
    return {
      kernel: 'detection_postprocess',
      constants: constants.finish(),
      reads: [0, 1, 2],
      scratchBytes: SCRATCH_BYTES * boxes,
      emit: ({ inputs, outputs, constants: p, scratch }) =>
        `detection_postprocess(${[...inputs, ...outputs, p, scratch].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'TFLite_Detection_PostProcess'>;
