import type { Tensor } from '../graph.ts';
import { complaintAboutRows } from '../qonnx-rules.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Factor, offset, lower and upper bound. */
const LINE = 4;

export default {
  kinds: ['QonnxReal'],
  inputs: [2, 2],
  refusal: (_, { x, w, y }) =>
    refuseTypes(
      [x, w, y],
      ['int8', 'float64', 'float32'],
      ['int32', 'float64', 'float32'],
      ['float32', 'float64', 'float32'],
    ) ?? refuseComputed(w, 'lines'),
  complaint: ({ options: { axis } }, { x, w, y }) => {
    const [rows = 0, line] = (w as Tensor).shape;
    if (!same(x.shape, y.shape)) return `[${x.shape}] for [${y.shape}]`;
    return line === LINE ? complaintAboutRows(x, axis, rows) : `lines of [${w?.shape}]`;
  },
} satisfies OperatorRules<'QonnxReal'>;
