import type { Graph } from '../../../host/model/graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { PIXEL } from '../quantize.ts';
import { type FamilyNetwork, IMAGE, KERNEL } from './network.ts';
import { linesOf } from './norm-lines.ts';
import { realsOf } from './outputs-first.ts';
import { convOptions, flattened, imageShape, POOL } from './windows.ts';

/** The member of real numbers: batch normalisations go into filters and biases. Its image is int8 as that of the others. */
export const float32Graph = ({ blocks, dense, member }: FamilyNetwork): Graph => {
  const graph = new GraphBuilder();
  const image = graph.activation('image', imageShape(IMAGE), PIXEL);
  let x = graph.value('pixels', imageShape(IMAGE), 'float32');
  graph.operator({ kind: 'DEQUANTIZE', inputs: [image], outputs: [x], options: {} });
  blocks.forEach(({ conv, norm, stride, isPooled, inputShape, outputShape }, at) => {
    const lines = linesOf(norm);
    const taps = KERNEL * KERNEL * inputShape[2];
    const filter = realsOf(conv).map((weight, index) => weight * (lines[Math.floor(index / taps)]?.factor as number));
    const inputs = [
      x,
      graph.constant(`conv_${at}/filter`, [lines.length, KERNEL, KERNEL, inputShape[2]], filter),
      graph.constant(
        `conv_${at}/bias`,
        [lines.length],
        Float32Array.from(lines, ({ offset }) => offset),
      ),
    ];
    x = graph.value(`conv_${at}`, imageShape(conv.outputShape), 'float32');
    graph.operator({ kind: 'CONV_2D', inputs, outputs: [x], options: convOptions(stride, 'relu') });
    if (!isPooled) return;
    const pooled = graph.value(`pool_${at}`, imageShape(outputShape), 'float32');
    graph.operator({ kind: 'MAX_POOL_2D', inputs: [x], outputs: [pooled], options: { ...POOL, activation: 'none' } });
    x = pooled;
  });
  const { bias } = dense;
  const length = dense.weights.trained.values.length / bias.length;
  const flat = flattened(graph, x, graph.value('flat', [1, length], 'float32'), length);
  const inputs = [
    flat,
    graph.constant('dense/filter', [bias.length, length], realsOf(dense)),
    graph.constant('dense/bias', [bias.length], bias.slice()),
  ];
  const logits = graph.value('logits', [1, bias.length], 'float32');
  graph.operator({
    kind: 'FULLY_CONNECTED',
    inputs,
    outputs: [logits],
    options: { activation: 'none', keepNumDims: false },
  });
  return graph.finish(`family-${member}`, [image], [logits]);
};
