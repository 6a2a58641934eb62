import { integers } from '../../model/constant-data.ts';
import type { Graph, Operator, OperatorOf, Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { weightsOf } from '../convolution.ts';
import { isPadded } from '../window.ts';
import type { PassSpec } from './spec.ts';

type Weighted = OperatorOf<'CONV_2D' | 'DEPTHWISE_CONV_2D' | 'FULLY_CONNECTED'>;
const isWeighted = (operator: Operator): operator is Weighted =>
  operator.kind === 'CONV_2D' || operator.kind === 'DEPTHWISE_CONV_2D' || operator.kind === 'FULLY_CONNECTED';

/** Σ weights of each output channel; depthwise filters keep their channels innermost, the others outermost. */
const weightSums = (operator: Weighted, w: Tensor): Int32Array => {
  const isDepthwise = operator.kind === 'DEPTHWISE_CONV_2D';
  const channels = (isDepthwise ? w.shape.at(-1) : w.shape[0]) ?? 1;
  const perChannel = elements(w.shape) / channels;
  const sums = new Int32Array(channels);
  weightsOf(w).forEach((weight, index) => {
    const channel = isDepthwise ? index % channels : Math.floor(index / perChannel);
    sums[channel] = (sums[channel] as number) + weight;
  });
  return sums;
};

/** Depthwise kernels leave out the taps of padding: a bias for all taps is right only where no window meets any. */
const isFoldable = (operator: Weighted, x: Tensor, w: Tensor, y: Tensor): boolean =>
  operator.kind !== 'DEPTHWISE_CONV_2D' || !isPadded(operator.options, x, y, w);

/** Σ (x - zero) · w + bias = Σ x · w + (bias - zero · Σ w), modulo 2^32 on both sides. */
const apply = (graph: Graph): Graph => {
  const tensors = [...graph.tensors];
  const operators = graph.operators.map((operator): Operator => {
    if (!isWeighted(operator) || operator.options.isZeroFolded) return operator;
    const [x, w, y] = [operator.inputs[0], operator.inputs[1], operator.outputs[0]].map(
      (id) => graph.tensors[id as number] as Tensor,
    ) as [Tensor, Tensor, Tensor];
    const zero = x.quantization?.zeroPoints[0] ?? 0;
    if (x.dtype !== 'int8' || w.dtype !== 'int8' || !w.data || !isFoldable(operator, x, w, y)) return operator;
    const sums = weightSums(operator, w);
    const given = graph.tensors[operator.inputs[2] ?? -1];
    const bias = given ? integers(given) : [];
    const folded = Int32Array.from(sums, (sum, channel) => ((bias[channel] ?? 0) - Math.imul(zero, sum)) | 0);
    const id = tensors.length;
    const name = `${given?.name ?? `bias ${operator.index}`}, zero point folded`;
    tensors.push({ id, name, dtype: 'int32', shape: [sums.length], data: new Uint8Array(folded.buffer) });
    return {
      ...operator,
      inputs: [operator.inputs[0] as number, operator.inputs[1] as number, id],
      options: { ...operator.options, isZeroFolded: true },
    } as Operator;
  });
  return { ...graph, tensors, operators };
};

export default {
  name: 'fold-zero-point',
  title: "the input's zero point moves into the bias",
  apply,
} satisfies PassSpec;
