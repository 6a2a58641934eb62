import type { LabelledImages } from './data.ts';
import type { Network } from './network.ts';
import type { Range } from './quantize.ts';
import { readImage } from './train.ts';

/** The range of each of the network's values over the first `count` images, 0 included. */
export const calibrate = (network: Network, data: LabelledImages, count: number): Range[] => {
  const image = new Float64Array(data.pixels);
  const ranges = [undefined, ...network.nodes].map(() => ({ min: 0, max: 0 }));
  for (let i = 0; i < count; i++) {
    network.forward(readImage(image, data, i)).forEach((value, v) => {
      widen(ranges[v] as (typeof ranges)[number], value);
    });
  }
  return ranges;
};

const widen = (range: { min: number; max: number }, values: Float64Array): void => {
  for (const value of values) {
    if (value < range.min) range.min = value;
    if (value > range.max) range.max = value;
  }
};
