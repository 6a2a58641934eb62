import type { Tensor } from '../graph.ts';
import { complaintAboutRows } from '../qonnx-rules.ts';
import { same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const sources = ['int8', 'int32', 'float32'] as const;
const levels = ['int8', 'float32'] as const;

export default {
  kinds: ['QonnxLevels'],
  inputs: [3, 3],
  learned: [1],
  refusal: (_, { x, w, bias, y }) =>
    refuseTypes(
      [x, w, bias, y],
      ...sources.flatMap((source) => levels.map((level) => [source, 'int32', level, level] as const)),
    ) ??
    refuseComputed(w, 'thresholds') ??
    refuseComputed(bias, 'levels'),
  complaint: ({ options: { axis } }, { x, w, bias, y }) => {
    const [rows = 0, thresholds = 0] = (w as Tensor).shape;
    if (!same(x.shape, y.shape)) return `[${x.shape}] for [${y.shape}]`;
    if (thresholds < 1 || !same(bias?.shape ?? [], [rows, thresholds + 1]))
      return `[${bias?.shape}] levels for [${w?.shape}] thresholds`;
    return complaintAboutRows(x, axis, rows);
  },
} satisfies OperatorRules<'QonnxLevels'>;
