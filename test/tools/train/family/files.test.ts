import assert from 'node:assert/strict';
import { compileGraph } from '../../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../../host/execute/session.ts';
import type { Graph, Tensor } from '../../../../host/model/graph.ts';
import { eachBatch } from '../../../../tools/train/batch/train.ts';
import type { LabelledImages } from '../../../../tools/train/data.ts';
import { startEngine } from '../../../../tools/train/engine/engine.ts';
import { filesOf } from '../../../../tools/train/family/files.ts';
import { importFamilyFile, int8Images } from '../../../../tools/train/family/measure.ts';
import { type Member, members } from '../../../../tools/train/family/members.ts';
import { type FamilyNetwork, familyMegabytes, familyNetwork } from '../../../../tools/train/family/network.ts';
import { initializeFamily } from '../../../../tools/train/family/state.ts';
import { classNames } from '../../../../tools/train/fashion.ts';
import { seededRandom } from '../../../../tools/train/random.ts';

const SEED = 3;
const BATCH = 16;
const IMAGES = 16;
const PIXELS = 28 * 28;

/** Of the range of logits: what roundings of 8 bits add up to; real numbers and whole ones agree far closer. */
const margins: Readonly<Record<string, number>> = { 'family-int8.tflite': 0.03, 'family-binary.tflite': 0.01 };
const CLOSE = 1e-5;

describe(`files of the family (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  const images: LabelledImages = {
    images: Uint8Array.from({ length: IMAGES * PIXELS }, () => 256 * random.uniform()),
    labels: new Uint8Array(IMAGES),
    count: IMAGES,
    pixels: PIXELS,
  };

  /** Random weights, and normalisations as training leaves them and as it might: factors below 0 among them. */
  const randomMember = async (name: Member['name']): Promise<FamilyNetwork> => {
    const network = familyNetwork(await startEngine(familyMegabytes(BATCH)), name, BATCH);
    initializeFamily(network, random);
    for (const { norm } of network.blocks) {
      const spread = name === 'binary' ? 20 : 1;
      for (let channel = 0; channel < norm.gamma.length; channel++) {
        norm.gamma[channel] = (0.5 + random.uniform()) * (random.uniform() < 0.3 ? -1 : 1);
        norm.beta[channel] = random.normal() / 2;
        norm.mean[channel] = (random.normal() * spread) / 4;
        norm.variance[channel] = spread ** 2 * (0.5 + random.uniform());
      }
    }
    network.dense.bias.forEach((_, output) => {
      network.dense.bias[output] = random.normal();
    });
    return network;
  };

  const logitsAsTrained = ({ sequence }: FamilyNetwork): number[] => {
    const logits: number[] = [];
    eachBatch(sequence, images, (some) => logits.push(...some));
    return logits;
  };

  const logitsOf = async (graph: Graph): Promise<number[]> => {
    const { infer } = await instantiate(await compileGraph(graph));
    const { dtype, quantization } = graph.tensors[graph.outputs[0] as number] as Tensor;
    const bytes = int8Images(images);
    return Array.from({ length: IMAGES }, (_, image) => {
      const { buffer } = infer([bytes.subarray(image * PIXELS, (image + 1) * PIXELS)])[0] as Uint8Array;
      if (dtype === 'float32') return [...new Float32Array(buffer)];
      const [scale = 1, zero = 0] = [quantization?.scales[0], quantization?.zeroPoints[0]];
      return Array.from(new Int8Array(buffer), (code) => (code - zero) * scale);
    }).flat();
  };

  for (const { name, files } of members)
    it(`${name}: compute what training computes`, async () => {
      const network = await randomMember(name);
      const wanted = logitsAsTrained(network);
      const range = Math.max(...wanted) - Math.min(...wanted);
      const made = filesOf(network, images);
      assert.equal(made.length, files.length);
      for (const [at, file] of files.entries()) {
        const actual = await logitsOf(importFamilyFile(file, made[at] as Uint8Array));
        assert.equal(actual.length, IMAGES * classNames.length);
        const farthest = Math.max(...actual.map((logit, index) => Math.abs(logit - (wanted[index] as number))));
        const margin = (margins[file] ?? CLOSE) * range;
        assert.ok(farthest <= margin, `${file}: logits are up to ${farthest} off, of a range of ${range}`);
      }
    });
});
