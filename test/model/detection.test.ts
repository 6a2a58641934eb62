import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples, withOptions, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const detection = samples.TFLite_Detection_PostProcess;
const regular = withOptions(detection, { useRegularNms: true });

const complaints: readonly (readonly [what: string, graph: Graph, message: RegExp])[] = [
  ['boxes of three numbers', withTensor(detection, 0, { shape: [1, 5, 3] }), /boxes of shape \[1,5,3\]/],
  ['boxes of a row', withTensor(detection, 0, { shape: [20] }), /boxes of shape \[20\]/],
  ['two batches', withTensor(detection, 0, { shape: [2, 5, 4] }), /\[2,5,4\], where \[1,5,4\] is due/],
  ['scores of other boxes', withTensor(detection, 1, { shape: [1, 4, 4] }), /\[1,4,4\], where \[1,5,4\] is due/],
  ['more classes than scores', withOptions(detection, { numClasses: 5 }), /4 scores a box for 5 classes/],
  ['more scores than classes', withOptions(detection, { numClasses: 2 }), /4 scores a box for 2 classes/],
  ['no classes', withOptions(withTensor(detection, 1, { shape: [1, 5, 1] }), { numClasses: 0 }), /for 0 classes/],
  [
    'anchors of other boxes',
    withTensor(detection, 2, { shape: [4, 4], data: new Uint8Array(64) }),
    /\[4,4\], where \[5,4\]/,
  ],
  ['no detections', withOptions(detection, { maxDetections: 0 }), /0 detections at most/],
  ['another number of detections', withOptions(detection, { maxDetections: 3 }), /\[1,4,4\], where \[1,3,4\] is due/],
  ['detections without a class', withOptions(detection, { maxClassesPerDetection: 0 }), /0 classes a detection/],
  ['classes without detections', withOptions(regular, { detectionsPerClass: 0 }), /0 detections a class/],
  ['no overlap', withOptions(detection, { nmsIouThreshold: 0 }), /a largest overlap of 0,/],
  ['more than overlap', withOptions(detection, { nmsIouThreshold: 1.5 }), /a largest overlap of 1.5,/],
  ['an overlap that is no number', withOptions(detection, { nmsIouThreshold: Number.NaN }), /overlap of NaN,/],
  ['a score that is no number', withOptions(detection, { nmsScoreThreshold: Number.NaN }), /a least score that is no/],
  ['a scale of nothing', withOptions(detection, { hScale: 0 }), /scales 10, 10, 0, 5/],
  ['a scale without end', withOptions(detection, { xScale: Number.POSITIVE_INFINITY }), /scales 10, Infinity, 5, 5/],
  ['labels in rows', withTensor(detection, 4, { shape: [4, 1] }), /\[4,1\], where \[1,4\] is due/],
  ['several numbers', withTensor(detection, 6, { shape: [4] }), /\[4\], where \[1\] is due/],
];

const floats = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
const numbers = (bytes: Uint8Array | undefined): number[] => [
  ...new Float32Array((bytes as Uint8Array).slice().buffer),
];

describe('detections', () => {
  const refused = 'UNSUPPORTED_OPERATOR';
  it('are refused of bytes, which the reference refuses, too', () =>
    assertRefused(
      withTensor(detection, 0, { dtype: 'uint8' }),
      refused,
      /Detection_PostProcess with uint8/,
      /Quantise/,
    ));
  it('are refused of several classes each, which the reference writes elsewhere', () => {
    const several = withOptions(detection, { maxClassesPerDetection: 2 });
    assertRefused(several, refused, /with 2 classes a detection/, /Quantise/);
    importTflite(writeTflite(withOptions(several, { useRegularNms: true })));
  });

  for (const [what, graph, message] of complaints)
    it(`complain about ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));

  it('have options that may be absent, among others', () => {
    const file = Buffer.from(writeTflite(regular));
    file.write('use_irregular', file.indexOf('use_regular_nms'));
    file.write('more', file.indexOf('detections_per_class'));
    const [operator] = importTflite(file).operators;
    assert.deepEqual(operator?.options, {
      ...detection.operators[0]?.options,
      useRegularNms: false,
      detectionsPerClass: 100,
    });
    file.write('num_klasses', file.indexOf('num_classes'));
    assert.throws(() => importTflite(file), { code: 'MODEL_DAMAGED', message: /no option "num_classes"/ });
  });

  it('are zero beyond their number, and where a box has no area', async () => {
    const anchors = floats([0, 2, 4, 6, 8].flatMap((at) => [at, at, 1, 1]));
    const { infer } = await instantiate(await compileGraph(withTensor(detection, 2, { data: anchors })));
    const still = new Array<number>(20).fill(0);
    const scores = [0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0.125, 0, 0, 9, 0, 0, 0.75, 0, 0, 0, 0];
    assert.deepEqual(infer([floats(still), floats(scores)]).map(numbers), [
      [5.5, 5.5, 6.5, 6.5, -0.5, -0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0],
      [2, 1, 0, 0],
      [0.75, 0.5, 0, 0],
      [2],
    ]);
    const outputs = infer([floats(still.with(2, -1e6)), floats(scores)]);
    assert.ok(outputs.every((output) => output.every((byte) => byte === 0)));
  });
});
