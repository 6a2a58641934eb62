import { add } from './layers/add.ts';
import { averagePool } from './layers/average-pool.ts';
import { conv } from './layers/conv.ts';
import { dense } from './layers/dense.ts';
import { depthwise } from './layers/depthwise.ts';
import type { Shape } from './layers/layer.ts';
import { buildNetwork, type Network } from './network.ts';

export type FashionLayer = ReturnType<typeof conv | typeof depthwise | typeof dense | typeof add | typeof averagePool>;

/** In the order of the labels 0..9, from the data set's own page. */
export const classNames = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const;

/** Separable convolutions with one residual block: every operator the compiler knows, at about 0.2 M multiply-accumulates. */
export const fashionNetwork = (): Network<FashionLayer> => {
  const wide: Shape = [14, 14, 12];
  const deep: Shape = [7, 7, 32];
  return buildNetwork<FashionLayer>(
    [28, 28, 1],
    [
      { layer: conv([28, 28, 1], 12, { kernel: 3, stride: 2 }), inputs: [0] },
      { layer: depthwise(wide, { kernel: 3 }), inputs: [1] },
      { layer: conv(wide, 24, { kernel: 1 }), inputs: [2] },
      { layer: depthwise([14, 14, 24], { kernel: 3, stride: 2 }), inputs: [3] },
      { layer: conv([7, 7, 24], 32, { kernel: 1 }), inputs: [4] },
      { layer: depthwise(deep, { kernel: 3 }), inputs: [5] },
      { layer: conv(deep, 32, { kernel: 1, relu: false }), inputs: [6] },
      { layer: add(deep), inputs: [5, 7] },
      { layer: averagePool(deep, 2), inputs: [8] },
      { layer: dense([3, 3, 32], classNames.length, { relu: false }), inputs: [9] },
    ],
  );
};
