import { adam } from './adam.ts';
import type { LabelledImages } from './data.ts';
import { indexOfLargest, type Network, parametersOf } from './network.ts';
import type { Random } from './random.ts';
import type { Reals } from './reals.ts';

export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  /** Falls from here to zero along half a cosine (Loshchilov and Hutter, 2017). */
  readonly peakRate: number;
}

/** @param progress  of the whole training, 0 to 1 */
export const scheduledRate = ({ peakRate }: Pick<Schedule, 'peakRate'>, progress: number): number =>
  (peakRate * (1 + Math.cos(Math.PI * progress))) / 2;

/** Pixels 0..255 as 0..1. */
export const readImage = <R extends Reals>(to: R, { images, pixels }: LabelledImages, index: number): R => {
  for (let i = 0; i < pixels; i++) to[i] = (images[index * pixels + i] as number) / 255;
  return to;
};

/** Left and right exchanged: the one change of an image that leaves every class of clothing what it is. */
export const mirror = (image: Reals, width: number): void => {
  for (let row = 0; row < image.length; row += width) image.subarray(row, row + width).reverse();
};

/** Trains in place, each image mirrored every other time; `report` gets the mean loss of each epoch. */
export const train = (
  network: Network,
  data: LabelledImages,
  { epochs, batch, peakRate }: Schedule,
  random: Random,
  report: (epoch: number, meanLoss: number) => void,
): void => {
  const optimizer = adam(parametersOf(network));
  const image = new Float64Array(data.pixels);
  const [, width] = network.inputShape;
  const batches = Math.floor(data.count / batch);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.shuffle(data.count);
    let loss = 0;
    for (let b = 0; b < batches; b++) {
      for (const index of order.subarray(b * batch, (b + 1) * batch)) {
        readImage(image, data, index);
        if (random.uniform() < 0.5) mirror(image, width);
        loss += network.learn(image, data.labels[index] as number);
      }
      optimizer.step(batch, scheduledRate({ peakRate }, (epoch * batches + b) / (epochs * batches)));
    }
    report(epoch + 1, loss / (batches * batch));
  }
};

/** How many images the float network answers right. */
export const countRight = (network: Network, data: LabelledImages): number => {
  const image = new Float64Array(data.pixels);
  let right = 0;
  for (let i = 0; i < data.count; i++) {
    const logits = network.forward(readImage(image, data, i)).at(-1) as Float64Array;
    if (indexOfLargest(logits) === data.labels[i]) right++;
  }
  return right;
};
