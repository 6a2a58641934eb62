import { integers } from '../../model/constant-data.ts';
import type { Graph, Operator, OperatorOf, Pads, Tensor } from '../../model/graph.ts';
import { differentScales } from '../../model/scale-rules.ts';
import { windowPads } from '../../model/shapes.ts';
import { windowOf } from '../window.ts';
import { onlyConsumer } from './only-consumer.ts';
import type { PassSpec } from './spec.ts';

type Convolution = OperatorOf<'CONV_2D' | 'DEPTHWISE_CONV_2D'>;
const isConvolution = (operator: Operator | undefined): operator is Convolution =>
  operator?.kind === 'CONV_2D' || operator?.kind === 'DEPTHWISE_CONV_2D';

/** Pads of height and width alone, or undefined. */
const padsOf = (paddings: readonly number[]): Pads | undefined => {
  const [n0, n1, top, bottom, left, right, c0, c1] = paddings;
  if (paddings.length !== 8 || n0 || n1 || c0 || c1) return undefined;
  return { top: top ?? 0, bottom: bottom ?? 0, left: left ?? 0, right: right ?? 0 };
};

const add = (a: Pads, b: Pads): Pads => ({
  top: a.top + b.top,
  bottom: a.bottom + b.bottom,
  left: a.left + b.left,
  right: a.right + b.right,
});

/** PAD surrounds int8 by its zero point; int16 by 0, which is the zero point that convolutions of int16 have, and at any scale. */
const isPaddedAlike = (from: Tensor, padded: Tensor): boolean =>
  from.dtype === 'int8' || (from.dtype === 'int16' && differentScales(from, padded) === undefined);

/**
 * PAD followed by one convolution becomes the convolution's own padding: both put the zero point around the input, and PAD's
 * input and output are scaled alike.
 */
const apply = (graph: Graph): Graph => {
  const fused = new Map<Operator, Operator>();
  const gone = new Set<Operator>();
  for (const pad of graph.operators) {
    if (pad.kind !== 'PAD') continue;
    const [from, paddings] = pad.inputs.map((id) => graph.tensors[id]) as [Tensor, Tensor];
    const pads = padsOf(integers(paddings));
    const padded = graph.tensors[pad.outputs[0] as number] as Tensor;
    if (!isPaddedAlike(from, padded)) continue;
    const convolution = onlyConsumer(graph, padded.id);
    if (!pads || !isConvolution(convolution) || convolution.inputs[0] !== padded.id || from.data) continue;
    const [, filter] = convolution.inputs.map((id) => graph.tensors[id]) as [Tensor, Tensor];
    const [, h = 1, w = 1] = filter.shape;
    const y = graph.tensors[convolution.outputs[0] as number] as Tensor;
    const own = windowPads(windowOf(convolution.options, padded, y, [h, w]));
    gone.add(pad);
    fused.set(convolution, {
      ...convolution,
      inputs: [from.id, ...convolution.inputs.slice(1)],
      options: { ...convolution.options, padding: add(pads, own) },
    } as Convolution);
  }
  const operators = graph.operators.filter((operator) => !gone.has(operator));
  return { ...graph, operators: operators.map((operator) => fused.get(operator) ?? operator) };
};

export default {
  name: 'fuse-padding',
  title: 'PAD becomes part of the convolution behind it',
  apply,
} satisfies PassSpec;
