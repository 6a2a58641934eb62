import { activation } from '../batch/activation.ts';
import { type BatchNormLayer, batchNorm } from '../batch/batch-norm.ts';
import { conv, type WeightedLayer } from '../batch/conv.ts';
import { type DenseLayer, dense } from '../batch/dense.ts';
import type { BatchLayer } from '../batch/layer.ts';
import { maxPool } from '../batch/max-pool.ts';
import { type Sequence, sequence } from '../batch/sequence.ts';
import type { Engine } from '../engine/engine.ts';
import { classNames } from '../fashion.ts';
import type { Shape } from '../layers/layer.ts';
import { type Arithmetic, arithmetic, type Member } from './members.ts';

/** A convolution and what stands behind it until the next one. */
export interface Block {
  readonly conv: WeightedLayer;
  readonly norm: BatchNormLayer;
  readonly stride: number;
  readonly isPooled: boolean;
  readonly inputShape: Shape;
  /** Behind the pool. */
  readonly outputShape: Shape;
}

export interface FamilyNetwork {
  readonly member: Member['name'];
  readonly arithmetic: Arithmetic;
  readonly blocks: readonly Block[];
  readonly dense: DenseLayer;
  readonly sequence: Sequence;
}

export const IMAGE: Shape = [28, 28, 1];
export const KERNEL = 3;

/** One architecture: only what numbers are made of differs. No window is padded, so that signs have no third value at borders. */
const plan = [
  { outputs: 32, stride: 2, isPooled: false },
  { outputs: 64, stride: 1, isPooled: true },
  { outputs: 64, stride: 1, isPooled: false },
] as const;

/** Memory of the engine for `batch` images. */
export const familyMegabytes = (batch: number): number => 16 + batch;

export const familyNetwork = (engine: Engine, member: Member['name'], batch: number): FamilyNetwork => {
  const own = arithmetic[member];
  let shape = IMAGE;
  const layers: BatchLayer[] = [];
  const add = <L extends BatchLayer>(layer: L): L => {
    layers.push(layer);
    shape = layer.outputShape;
    return layer;
  };
  const blocks = plan.map(({ outputs, stride, isPooled }, at): Block => {
    const inputShape = shape;
    const quantizer = at === 0 ? own.outer?.first : own.hidden;
    const convolution = add(conv(engine, inputShape, outputs, { kernel: KERNEL, stride, quantizer }));
    const norm = add(batchNorm(engine, shape));
    if (isPooled) add(maxPool(shape, batch));
    add(activation(shape, own.activation));
    return { conv: convolution, norm, stride, isPooled, inputShape, outputShape: shape };
  });
  const last = add(dense(engine, shape, classNames.length, own.outer?.last));
  return { member, arithmetic: own, blocks, dense: last, sequence: sequence(engine, IMAGE, batch, layers) };
};
