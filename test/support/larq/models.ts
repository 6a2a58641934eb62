import type { Activation, DType, Graph, OperatorKind } from '../../../host/model/graph.ts';
import { packedWords } from '../../../host/model/packed-bits.ts';
import { windowOutput } from '../../../host/model/shapes.ts';
import { activation, alone, type Draft, int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';

/** Random models of an operator of Larq Compute Engine. */
export interface LarqModels {
  readonly kind: OperatorKind;
  /** `binary` are words of signs. */
  readonly dtype: string;
  readonly make: (random: Random) => Graph;
}

const words = (shape: readonly number[]): Draft => ({ dtype: 'int32', shape });
const float32s = (values: readonly number[]): Draft => ({
  dtype: 'float32',
  shape: [values.length],
  data: new Uint8Array(Float32Array.from(values).buffer),
});
const numbers = (random: Random, dtype: DType, shape: readonly number[]): Draft =>
  dtype === 'int8'
    ? activation(shape, random.pick([0.05, 0.4, 1, 3, 0.003]), random.below(256) - 128)
    : { dtype, shape };

const anyChannels = (random: Random): number => random.pick([1, 3, 31, 32, 33, 40, 64, 65, 96, 100, 128]);
const share = (random: Random): number => random.next() / 2 ** 32;

const conversion = (random: Random, kind: 'LceQuantize' | 'LceDequantize', dtype: DType): Graph => {
  const outer = Array.from({ length: random.below(4) }, () => 1 + random.below(4));
  const channels = anyChannels(random);
  const [signs, packed] = [numbers(random, dtype, [...outer, channels]), words([...outer, packedWords(channels)])];
  return kind === 'LceQuantize'
    ? alone({ kind, options: {} }, [signs], [packed])
    : alone({ kind, options: {} }, [packed], [signs]);
};

const pool = (random: Random): Graph => {
  const [h, w, c] = [1 + random.below(9), 1 + random.below(9), 1 + random.below(3)];
  const padding = random.pick(['same', 'valid'] as const);
  const [filterH, filterW] = [
    1 + random.below(padding === 'same' ? 5 : h),
    1 + random.below(padding === 'same' ? 5 : w),
  ];
  const [strideH, strideW] = [1 + random.below(3), 1 + random.below(3)];
  const images = random.oneIn(4) ? 2 : 1;
  const out = [windowOutput(h, filterH, strideH, 1, padding), windowOutput(w, filterW, strideW, 1, padding)];
  const options = { padding, strideH, strideW, filterH, filterW };
  return alone({ kind: 'LceBMaxPool2d', options }, [words([images, h, w, c])], [words([images, ...out, c])]);
};

const activations: readonly Activation[] = ['none', 'none', 'relu', 'relu6', 'relu_n1_to_1'];

/** A window, 1 × 1 and 3 × 3 most of all, that fits. */
const windowSizes = (random: Random, isSame: boolean) => {
  const kernel = random.oneIn(3)
    ? [1 + random.below(4), 1 + random.below(4)]
    : random.pick([
        [1, 1],
        [3, 3],
      ]);
  const [kernelH = 1, kernelW = 1] = kernel;
  const [dilationH, dilationW] = random.oneIn(4) ? [1 + random.below(2), 1 + random.below(3)] : [1, 1];
  const [strideH, strideW] = random.oneIn(3) ? [1 + random.below(3), 1 + random.below(3)] : [1, 1];
  const least = (taps: number, dilation: number) => (isSame ? 1 : (taps - 1) * dilation + 1);
  const [h, w] = [least(kernelH, dilationH) + random.below(6), least(kernelW, dilationW) + random.below(6)];
  return { kernelH, kernelW, dilationH, dilationW, strideH, strideW, h, w };
};

const convolution = (random: Random, dtype: 'float32' | 'int8' | 'int32'): Graph => {
  const padding = random.pick(['same', 'same', 'valid'] as const);
  const sizes = windowSizes(random, padding === 'same');
  const { kernelH, kernelW, dilationH, dilationW, strideH, strideW, h, w } = sizes;
  const groups = random.oneIn(4) ? 1 + random.below(3) : 1;
  const channelsIn = groups === 1 ? anyChannels(random) : groups * random.pick([32, 64]);
  const padValues = random.below(2);
  const isHalved = padding === 'same' && padValues === 0 && channelsIn % 2 === 1;
  const isPlain = dtype === 'int32' || isHalved;
  const own = isHalved && dtype !== 'float32' ? channelsIn + 1 : channelsIn;
  const perFilter = own / groups;
  const perGroup = random.pick([1, 7, 8, 31, 32, 33, 64, 70]);
  const outputs = groups === 1 ? perGroup : groups * (1 + random.below(20));
  const filterWords = packedWords(perFilter);
  const taps = kernelH * kernelW;
  const tail = perFilter % 32 === 0 ? -1 : 2 ** (perFilter % 32) - 1;
  const signs = Array.from({ length: outputs * taps * filterWords }, (_, at) =>
    at % filterWords === filterWords - 1 ? random.next() & tail : random.next() | 0,
  );
  const images = random.oneIn(5) ? 2 : 1;
  const out = [
    windowOutput(h, kernelH, strideH, dilationH, padding),
    windowOutput(w, kernelW, strideW, dilationW, padding),
  ];
  const total = taps * perFilter;
  const spread = Math.sqrt(total);
  const y =
    dtype === 'int32'
      ? words([images, ...out, packedWords(outputs)])
      : numbers(random, dtype, [images, ...out, outputs]);
  const scale = dtype === 'int8' ? (y.quantization?.scales[0] as number) : 1;
  const dyadic = random.oneIn(3);
  const factors = Array.from({ length: outputs }, () => {
    const size = dyadic ? random.pick([0.5, 0.25, 1]) * scale : (share(random) * 100 * scale) / spread;
    return random.oneIn(3) ? -size : size;
  });
  const addends = Array.from({ length: outputs }, () => (dyadic ? 0 : (share(random) - 0.5) * 100 * scale));
  const thresholds = Array.from({ length: outputs }, () =>
    random.oneIn(12)
      ? random.pick([-(2 ** 31), 2 ** 31 - 1, 0, total])
      : Math.floor(total / 2 + (share(random) - 0.5) * spread),
  );
  const isBits = dtype === 'int32';
  const options = {
    ...{ channelsIn: own, padding, padValues, strideH, strideW, dilationH, dilationW },
    activation: isPlain ? ('none' as const) : random.pick(activations),
  };
  return network(
    [
      words([images, h, w, packedWords(own)]),
      int32s(signs, [outputs, kernelH, kernelW, filterWords]),
      ...(isBits ? [int32s(thresholds)] : [float32s(factors), float32s(addends)]),
      y,
    ],
    [
      {
        kind: 'LceBconv2d',
        inputs: isBits ? [0, 1, -1, -1, 2] : [0, 1, 2, 3, -1],
        outputs: [isBits ? 3 : 4],
        options,
      },
    ],
  );
};

export const larqModels: readonly LarqModels[] = [
  ...(['float32', 'int8', 'bool'] as const).flatMap((dtype): LarqModels[] => [
    { kind: 'LceQuantize', dtype, make: (random) => conversion(random, 'LceQuantize', dtype) },
    { kind: 'LceDequantize', dtype, make: (random) => conversion(random, 'LceDequantize', dtype) },
  ]),
  { kind: 'LceBMaxPool2d', dtype: 'binary', make: pool },
  { kind: 'LceBconv2d', dtype: 'float32', make: (random) => convolution(random, 'float32') },
  { kind: 'LceBconv2d', dtype: 'int8', make: (random) => convolution(random, 'int8') },
  { kind: 'LceBconv2d', dtype: 'binary', make: (random) => convolution(random, 'int32') },
];
