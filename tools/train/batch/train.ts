import { adam } from '../adam.ts';
import type { LabelledImages } from '../data.ts';
import { indexOfLargest } from '../network.ts';
import type { Random } from '../random.ts';
import { mirror, readImage, type Schedule, scheduledRate } from '../train.ts';
import type { Sequence } from './sequence.ts';

/** Trains in place, each image mirrored every other time; `report` gets the mean loss of each epoch. */
export const trainSequence = (
  network: Sequence,
  data: LabelledImages,
  schedule: Omit<Schedule, 'batch'>,
  random: Random,
  report: (epoch: number, meanLoss: number) => void,
): void => {
  const trained = network.layers.flatMap((layer) => layer.trained);
  const optimizer = adam(trained);
  const { batch } = network;
  const batches = Math.floor(data.count / batch);
  const labels = new Uint8Array(batch);
  for (let epoch = 0; epoch < schedule.epochs; epoch++) {
    const order = random.shuffle(data.count);
    let loss = 0;
    for (let b = 0; b < batches; b++) {
      order.subarray(b * batch, (b + 1) * batch).forEach((index, image) => {
        const pixels = imageAt(network, data, image);
        readImage(pixels, data, index);
        if (random.uniform() < 0.5) mirror(pixels, network.inputShape[1]);
        labels[image] = data.labels[index] as number;
      });
      loss += network.learn(labels);
      optimizer.step(1, scheduledRate(schedule, (epoch * batches + b) / (schedule.epochs * batches)));
      for (const { bound } of trained) bound?.();
    }
    report(epoch + 1, loss / batches);
  }
};

const imageAt = ({ input }: Sequence, { pixels }: LabelledImages, image: number): Float32Array =>
  input.subarray(image * pixels, (image + 1) * pixels);

/** Calls `visit` with the logits of so many images from `first` on, until all have been seen. */
export const eachBatch = (
  network: Sequence,
  data: LabelledImages,
  visit: (logits: Float32Array, first: number, count: number) => void,
): void => {
  for (let first = 0; first < data.count; first += network.batch) {
    const count = Math.min(network.batch, data.count - first);
    for (let image = 0; image < count; image++) readImage(imageAt(network, data, image), data, first + image);
    visit(network.infer(count), first, count);
  }
};

/** The class of each image. */
export const classify = (network: Sequence, data: LabelledImages): Uint8Array => {
  const classes = new Uint8Array(data.count);
  eachBatch(network, data, (logits, first, count) => {
    const outputs = logits.length / count;
    for (let image = 0; image < count; image++)
      classes[first + image] = indexOfLargest(logits.subarray(image * outputs, (image + 1) * outputs));
  });
  return classes;
};

export const countEqual = (classes: Uint8Array, labels: Uint8Array): number =>
  classes.reduce((right, label, image) => right + Number(label === labels[image]), 0);
