import { keptSamples } from '../frames.ts';
import type { Tensor } from '../graph.ts';
import { elements } from '../shapes.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [..., frames · step]; outputs [..., frames, size], and whether all of them are whole, []. */
export default {
  kinds: ['SignalFramer'],
  inputs: [1, 1],
  outputs: [2, 2],
  state: ({ options }, { x }) => {
    const rows = elements(x.shape.slice(0, -1));
    return { dtype: 'int16', shape: [2 + rows * keptSamples(options)] };
  },
  refusal: (_, { x, y, outputs: [, valid] }) => refuseTypes([x, y, valid], ['int16', 'int16', 'bool']),
  complaint: ({ options: { frameSize, frameStep, prefill } }, { x, y, outputs: [, valid] }) => {
    const frames = (x.shape.at(-1) ?? 0) / frameStep;
    if (frameStep < 1 || frames < 1 || !Number.isInteger(frames)) return `[${x.shape}] in steps of ${frameStep}`;
    if (frameSize < 1 || (prefill && frameSize < frameStep)) return `frames of ${frameSize} in steps of ${frameStep}`;
    return wrongShape([y, [...x.shape.slice(0, -1), frames, frameSize]], [valid as Tensor, []]);
  },
} satisfies OperatorRules<'SignalFramer'>;
