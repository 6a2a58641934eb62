import type { Affine } from '../../../host/compile/quantize.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { eachBatch } from '../batch/train.ts';
import type { LabelledImages } from '../data.ts';
import { activationQuantization } from '../quantize.ts';
import { float32Graph } from './float32-graph.ts';
import { int8Graph } from './int8-graph.ts';
import { larqGraph } from './larq-graph.ts';
import type { Member } from './members.ts';
import type { FamilyNetwork } from './network.ts';
import { qonnxFile } from './qonnx-model.ts';

/** Images that set the range of int8 logits; of the training split, as nothing of the test split may. */
const CALIBRATION_IMAGES = 2000;

const writers: Readonly<Record<Member['name'], (network: FamilyNetwork, logits: Affine) => readonly Uint8Array[]>> = {
  float32: (network) => [writeTflite(float32Graph(network))],
  int8: (network, logits) => [writeTflite(int8Graph(network, logits))],
  int4: (network) => [qonnxFile(network)],
  ternary: (network) => [qonnxFile(network)],
  binary: (network, logits) => [writeTflite(larqGraph(network, logits)), qonnxFile(network)],
};

/** All of int8 over the logits of some images. */
const logitQuantization = ({ sequence }: FamilyNetwork, training: LabelledImages): Affine => {
  let [min, max] = [0, 0];
  eachBatch(sequence, { ...training, count: Math.min(CALIBRATION_IMAGES, training.count) }, (logits) => {
    for (const logit of logits) [min, max] = [Math.min(min, logit), Math.max(max, logit)];
  });
  return activationQuantization({ min, max });
};

/** The member's files, in the order of `Member.files`. */
export const filesOf = (network: FamilyNetwork, training: LabelledImages): readonly Uint8Array[] =>
  writers[network.member](network, logitQuantization(network, training));
