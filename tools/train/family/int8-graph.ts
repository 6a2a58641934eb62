import type { Affine } from '../../../host/compile/quantize.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { PIXEL } from '../quantize.ts';
import { addInt8Conv, addInt8Dense } from './int8-layers.ts';
import { type FamilyNetwork, IMAGE } from './network.ts';
import { flattened, imageShape, POOL } from './windows.ts';

/** The member of 8 bits: unsigned steps are int8 from -128 on, and what is below is cut off as ReLU does. */
export const int8Graph = (network: FamilyNetwork, logits: Affine): Graph => {
  const graph = new GraphBuilder();
  const image = graph.activation('image', imageShape(IMAGE), PIXEL);
  const codes: Affine = { scale: network.arithmetic.step ?? 1, zero: -128 };
  let x = image;
  network.blocks.forEach((block, at) => {
    x = addInt8Conv(graph, x, block, { name: `conv_${at}`, activation: 'relu', output: () => codes });
    if (!block.isPooled) return;
    const pooled = graph.activation(`pool_${at}`, imageShape(block.outputShape), codes);
    graph.operator({ kind: 'MAX_POOL_2D', inputs: [x], outputs: [pooled], options: { ...POOL, activation: 'none' } });
    x = pooled;
  });
  const length = elements(graph.shapeOf(x));
  const flat = flattened(graph, x, graph.activation('flat', [1, length], codes), length);
  return graph.finish(`family-${network.member}`, [image], [addInt8Dense(graph, flat, network, logits)]);
};
