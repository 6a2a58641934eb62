import type { DType, Graph, Tensor } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { int32s, samples, withOperator, withOptions, withScale, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const { ADD, SUB, MUL, DIV, MAXIMUM, SQUARED_DIFFERENCE, EQUAL, LESS, GREATER, LOGICAL_AND, SELECT_V2, ADD_N, PRELU } =
  samples;

type Row = readonly [what: string, graph: Graph, message: RegExp];

const changed = (graph: Graph, change: (tensor: Tensor) => Partial<Tensor>): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => ({ ...tensor, ...change(tensor) })),
});
const of = (graph: Graph, dtype: DType): Graph => changed(graph, () => ({ dtype }));
const unquantized = ({ tensors, ...graph }: Graph): Graph => ({
  ...graph,
  tensors: tensors.map(({ quantization: _, ...tensor }) => tensor),
});
const ofRank = (graph: Graph, rank: number): Graph =>
  changed(graph, ({ shape }) => ({ shape: [...new Array<number>(rank - shape.length).fill(1), ...shape] }));
const scaled = (graph: Graph, scales: readonly number[], zero = 0): Graph =>
  scales.reduce((scaling, scale, id) => withScale(scaling, id, scale, zero), graph);
const constant = (graph: Graph, id: number, data: Uint8Array): Graph => ({
  ...withTensor(graph, id, { data }),
  inputs: graph.inputs.filter((input) => input !== id),
});
const times = (graph: Graph, inputs: number): Graph =>
  withOperator(graph, { inputs: Array.from({ length: inputs }, (_, at) => at % 3) });

const kinds: readonly Row[] = [
  ['ADD of int64', of(unquantized(ADD), 'int64'), /ADD with int64/],
  ['SUB of uint8', of(SUB, 'uint8'), /SUB with uint8/],
  ['MUL of int16 to int8', withTensor(of(MUL, 'int16'), 2, { dtype: 'int8' }), /MUL with int16 and int8/],
  ['DIV of int16', of(DIV, 'int16'), /DIV with int16/],
  ['MAXIMUM of bool', of(MAXIMUM, 'bool'), /MAXIMUM with bool/],
  ['EQUAL of int16', withTensor(of(EQUAL, 'int16'), 2, { dtype: 'bool' }), /EQUAL with int16/],
  ['GREATER of int16', withTensor(of(GREATER, 'int16'), 2, { dtype: 'bool' }), /GREATER with int16/],
  ['LESS of bool', of(LESS, 'bool'), /LESS with bool/],
  ['EQUAL to int8', withTensor(EQUAL, 2, { dtype: 'int8' }), /EQUAL with int8/],
  ['LOGICAL_AND of int8', of(LOGICAL_AND, 'int8'), /LOGICAL_AND with int8/],
  ['SELECT_V2 by int8', withTensor(SELECT_V2, 0, { dtype: 'int8' }), /SELECT_V2 with int8/],
  ['SELECT_V2 of int32', withTensor(of(SELECT_V2, 'int32'), 0, { dtype: 'bool' }), /SELECT_V2 with int32/],
  ['ADD_N of int16', of(ADD_N, 'int16'), /ADD_N with int16/],
  ['PRELU with alphas of int16', of(PRELU, 'int16'), /PRELU with int16/],
  ['quantised int32 into ADD', of(ADD, 'int32'), /ADD with quantised int32/],
  ['quantised int32 into DIV', of(DIV, 'int32'), /DIV with quantised int32/],
  ['int16 of a zero point into MUL', of(MUL, 'int16'), /MUL with int16 activations of a zero point other than 0/],
  [
    'int16 of a zero point into SQUARED_DIFFERENCE',
    of(SQUARED_DIFFERENCE, 'int16'),
    /SQUARED_DIFFERENCE with int16 activations of a zero point/,
  ],
  ['ADD of rank 7', ofRank(ADD, 7), /ADD of rank 7/],
  ['SELECT_V2 of rank 7', ofRank(SELECT_V2, 7), /SELECT_V2 of rank 7/],
  ['MUL with a fused tanh', withOptions(MUL, { activation: 'tanh' }), /MUL with fused tanh/],
  ['DIV by a constant zero point', constant(DIV, 1, Uint8Array.of(1, 2, 3, 4)), /DIV by a constant 0/],
  [
    'DIV of int32 by a constant 0',
    constant(of(unquantized(DIV), 'int32'), 1, int32s([1, 2, 0, 4]).data as Uint8Array),
    /DIV by a constant 0/,
  ],
  [
    'ADD_N of 25 inputs far from zero',
    times(scaled(ADD_N, [1, 1, 1], 50), 25),
    /ADD_N with 25 inputs of zero point 50/,
  ],
];

const complaints: readonly Row[] = [
  ['SUB to another shape', withTensor(SUB, 2, { shape: [3, 4] }), /\[1,1,4\] and \[1,3,4\] do not give \[3,4\]/],
  ['SELECT_V2 to another shape', withTensor(SELECT_V2, 2, { shape: [2] }), /\[3,1\] and .* and \[2\] do not give/],
  ['LOGICAL_AND of other shapes', withTensor(LOGICAL_AND, 1, { shape: [2, 1] }), /do not give/],
  ['ADD_N of other shapes', withTensor(ADD_N, 1, { shape: [3, 4] }), /\[3,4\] among \[1,3,4\]/],
  ['ADD_N of other scales', withScale(ADD_N, 1, 0.25), /inputs of different scales/],
  ['ADD_N of scales too far from its output', withScale(ADD_N, 3, 1e-7), /more than 2\^19 of the output's/],
  ['MUL without scales', unquantized(MUL), /tensor 0 has no single scale/],
  ['LESS without scales', unquantized(LESS), /tensor 0 has no single scale/],
  ['EQUAL at scale 1', withScale(EQUAL, 0, 1), /an input scale of 1, which is not below 1/],
  ['ADD of int16 too far apart', scaled(of(ADD, 'int16'), [2 ** 15, 1, 1]), /more than 2\^14 of the output's/],
  ['SUB of scales without a float32 ratio', scaled(SUB, [2 ** -126, 2 ** 100, 2 ** 100]), /are too far apart/],
  ['SUB to a scale beyond float32', scaled(SUB, [1, 1, 2 ** 120]), /are too far apart/],
  ['MUL at a ratio of 2^30', scaled(MUL, [2 ** 15, 2 ** 15, 1]), /32768 × 32768 \/ 1, 2\^30 or more/],
  ['DIV at a ratio of 2^23', scaled(DIV, [2 ** 23, 1, 1]), /8388608 \/ \(1 × 1\), 2\^23 or more/],
  ['DIV by scales below float32', scaled(DIV, [1, 2 ** -80, 2 ** -80]), /2\^23 or more/],
  [
    'SQUARED_DIFFERENCE at a ratio of 2^30',
    scaled(SQUARED_DIFFERENCE, [2 ** 21, 1, 1]),
    /\(2 × 2097152\)² \/ 1, 2\^44 or more/,
  ],
  ['PRELU at a ratio of 2^22', scaled(PRELU, [2 ** 12, 1, 2 ** -10]), /scales of ratio 4194304, 4194304 or more/],
  ['PRELU with alphas at a ratio of 2^30', scaled(PRELU, [1, 2 ** 30, 1]), /1 × 1073741824 \/ 1, 2\^30 or more/],
];

const sound: readonly (readonly [what: string, graph: Graph])[] = [
  ['ADD of int16 with a zero point', of(ADD, 'int16')],
  ['MAXIMUM of int64', of(unquantized(MAXIMUM), 'int64')],
  ['MAXIMUM without scales', unquantized(MAXIMUM)],
  ['MUL of quantised int32', of(MUL, 'int32')],
  ['ADD of rank 6', ofRank(ADD, 6)],
  ['ADD_N of 25 inputs around zero', times(scaled(ADD_N, [1, 1, 1]), 25)],
  ['PRELU of int16', withTensor(of(PRELU, 'int16'), 1, { dtype: 'int8' })],
  ['SELECT_V2 of single elements', changed(SELECT_V2, ({ id }) => ({ shape: new Array<number>(id).fill(1) }))],
];

describe('operators of two inputs and more', () => {
  for (const [what, graph, message] of kinds)
    it(`refuse ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully/));
  for (const [what, graph, message] of complaints)
    it(`complain about ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
  for (const [what, graph] of sound)
    it(`take ${what}`, () => {
      importTflite(writeTflite(graph));
    });
});
