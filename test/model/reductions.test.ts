import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples, withOptions, withScale, withTensor, zeros } from '../support/graphs.ts';
import argMinMax from '../support/operator-models/arg-min-max.ts';
import cumsum from '../support/operator-models/cumsum.ts';
import pool2d from '../support/operator-models/pool-2d.ts';
import reduction from '../support/operator-models/reduction.ts';
import resizeBilinear from '../support/operator-models/resize-bilinear.ts';
import { Random } from '../support/random.ts';
import { assertRefused } from '../support/refusal.ts';

const { AVERAGE_POOL_2D, MAX_POOL_2D, MEAN, SUM, REDUCE_MAX, REDUCE_ALL, ARG_MAX, CUMSUM, RESIZE_BILINEAR } = samples;

const both = (graph: Graph, [x, y]: readonly [number, number], change: object): Graph =>
  withTensor(withTensor(graph, x, change), y, change);

/** A constant becomes an input. */
const computed = (graph: Graph, id: number): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => {
    const { data: _, ...rest } = tensor;
    return tensor.id === id ? rest : tensor;
  }),
  inputs: [...graph.inputs, id],
});

const list = (...values: readonly number[]) => ({
  shape: [values.length],
  data: new Uint8Array(Int32Array.from(values).buffer),
});

const resized = (input: number, output: number): Graph =>
  withTensor(
    withTensor(withTensor(RESIZE_BILINEAR, 0, { shape: [1, input, 1, 1] }), 2, { shape: [1, output, 1, 1] }),
    1,
    list(output, 1),
  );

const wide = { filterH: 256, filterW: 256, strideH: 256, strideW: 256 };
const bilinear = { alignCorners: false, halfPixelCenters: false };

type Row = readonly [what: string, graph: Graph, message: RegExp];

const unsupported: readonly Row[] = [
  ['a pool of int32', both(MAX_POOL_2D, [0, 1], { dtype: 'int32' }), /MAX_POOL_2D with int32/],
  ['a pool with a fused tanh', withOptions(MAX_POOL_2D, { activation: 'tanh' }), /MAX_POOL_2D with fused tanh/],
  ['computed axes', computed(MEAN, 1), /MEAN with computed axes/],
  ['64-bit axes', withTensor(SUM, 1, zeros('int64', [1])), /SUM with int64/],
  ['a maximum of int16', both(REDUCE_MAX, [0, 2], { dtype: 'int16' }), /REDUCE_MAX with int16/],
  ['all of int8', both(REDUCE_ALL, [0, 2], { dtype: 'int8' }), /REDUCE_ALL with int8/],
  ['a 64-bit place', withTensor(ARG_MAX, 2, { dtype: 'int64' }), /ARG_MAX with int64/],
  [
    'a running sum of 16 values far from their zero point',
    withScale(both(CUMSUM, [0, 2], { shape: [2, 16] }), 0, 1, -128),
    /CUMSUM over more than 15 values/,
  ],
  [
    'a running sum of 32 values',
    withScale(both(CUMSUM, [0, 2], { shape: [2, 32] }), 0, 1, 0),
    /CUMSUM over more than 31 values/,
  ],
  [
    'aligned corners and half-pixel centers',
    withOptions(RESIZE_BILINEAR, { alignCorners: true, halfPixelCenters: true }),
    /RESIZE_BILINEAR with aligned corners and half-pixel centers/,
  ],
  [
    'a resizing that reads behind its input',
    withOptions(resized(3, 5000), bilinear),
    /RESIZE_BILINEAR from \[1,3,1,1\] to \[1,5000,1,1\], whose rounded steps leave the input/,
  ],
];

const damaged: readonly Row[] = [
  ['a pool of no extent', withOptions(MAX_POOL_2D, { filterH: 0 }), /window 0×2/],
  ['a pool that rescales', withScale(MAX_POOL_2D, 1, 0.25), /input and output are scaled differently/],
  [
    'a mean of more int16 values than a word takes',
    withTensor(withTensor(withOptions(AVERAGE_POOL_2D, wide), 0, { dtype: 'int16', shape: [1, 256, 256, 1] }), 1, {
      dtype: 'int16',
      shape: [1, 1, 1, 1],
    }),
    /a window of 256×256/,
  ],
  ['an axis that is not there', withTensor(MEAN, 1, list(1, 4)), /axes 1,4 of \[2,3,4,2\]/],
  ['axes that are to go', withOptions(MEAN, { keepDims: false }), /over axes 1,-2 does not give \[2,1,1,2\]/],
  ['a maximum that rescales', withScale(REDUCE_MAX, 2, 0.25), /input and output are scaled differently/],
  ['a sum beyond its word', withScale(SUM, 2, 1e-9), /3 values of scale 0\.5 at an output scale/],
  ['two axes for one', withTensor(ARG_MAX, 1, list(0, 1)), /axis 0,1 of \[2,3\]/],
  ['a place along no axis', withTensor(ARG_MAX, 1, list(-3)), /axis -3 of \[2,3\]/],
  ['places of another shape', withTensor(ARG_MAX, 2, { shape: [3] }), /along axis 1 does not give \[3\]/],
  ['a running sum along no axis', withTensor(CUMSUM, 1, list(2)), /axis 2 of \[2,3\]/],
  ['a running sum of another shape', withTensor(CUMSUM, 2, { shape: [3, 2] }), /\[2,3\] to \[3,2\]/],
  ['a running sum of scales too far apart', withScale(CUMSUM, 2, 1e-7), /more than 2\^19 of the output's/],
  ['another size', withTensor(RESIZE_BILINEAR, 1, list(4, 6)), /resized to 4,6 does not give \[1,4,5,2\]/],
  ['a resizing that rescales', withScale(RESIZE_BILINEAR, 2, 0.25), /input and output are scaled differently/],
];

describe('operators that make few elements of many', () => {
  for (const { kind, dtype, make } of [argMinMax, cumsum, pool2d, reduction, resizeBilinear].flat())
    it(`${kind}, ${dtype}: random ones are sound`, () => {
      for (let seed = 1; seed <= 50; seed++) importTflite(writeTflite(make(new Random(seed))));
    });
  it('pools whose scales differ by no more than the reference allows', () => {
    importTflite(writeTflite(withScale(MAX_POOL_2D, 1, 0.5 + 2 ** -21)));
  });
  describe('that no kernel takes', () => {
    for (const [what, graph, message] of unsupported)
      it(what, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model/));
  });
  describe('that contradict themselves', () => {
    for (const [what, graph, message] of damaged)
      it(what, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
  });
});
