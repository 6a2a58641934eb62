import type { DType, Graph } from '../../host/model/graph.ts';
import {
  activation,
  int32s,
  samples,
  withOperator,
  withOptions,
  withScale,
  withTensor,
  zeros,
} from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const s = samples;
const shaped = (graph: Graph, id: number, ...shape: number[]): Graph => withTensor(graph, id, { shape });
const constant = (graph: Graph, id: number, ...values: number[]): Graph =>
  withTensor(graph, id, { data: new Uint8Array(Int32Array.from(values).buffer) });
/** With an input of the network that is a constant instead. */
const known = (graph: Graph, id: number, ...values: number[]): Graph => ({
  ...constant(graph, id, ...values),
  inputs: graph.inputs.filter((input) => input !== id),
});
/** With a constant that is an input of the network instead. */
const computed = (graph: Graph, id: number): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => {
    const { data: _, ...rest } = tensor;
    return tensor.id === id ? rest : tensor;
  }),
  inputs: [...graph.inputs, id],
});
/** All of one type to another, constants apart. */
const typed = (graph: Graph, dtype: DType): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => (tensor.dtype === 'int8' && !tensor.data ? { ...tensor, dtype } : tensor)),
});
const inputs = (graph: Graph, count: number): Graph =>
  withOperator(graph, { inputs: new Array<number>(count).fill(0) });
/** The shapes of input and output, with extents of 1 in front. */
const ofRank = (graph: Graph, rank: number): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) =>
    tensor.data
      ? tensor
      : { ...tensor, shape: [...new Array<number>(rank - tensor.shape.length).fill(1), ...tensor.shape] },
  ),
});

type Row = readonly [what: string, graph: Graph, message: RegExp];

const refused: readonly Row[] = [
  ['a reshape of strings', typed(s.RESHAPE, 'string'), /RESHAPE with string/],
  ['a reshape of int4', typed(s.RESHAPE, 'int4'), /RESHAPE with int4/],
  ['a reshape to another type', withTensor(s.RESHAPE, 2, { dtype: 'uint8' }), /RESHAPE with int8 and uint8/],
  ['a computed shape', computed(s.RESHAPE, 1), /RESHAPE with computed shape/],
  ['int32 with one more axis', typed(s.EXPAND_DIMS, 'int32'), /EXPAND_DIMS with int32/],
  ['a computed axis', computed(s.EXPAND_DIMS, 1), /EXPAND_DIMS with computed axis/],
  ['a fused activation', withOptions(s.CONCATENATION, { activation: 'relu' }), /CONCATENATION with fused relu/],
  ['11 tensors', inputs(s.CONCATENATION, 11), /CONCATENATION of more than 10 tensors/],
  ['concatenation at rank 7', ofRank(s.CONCATENATION, 7), /CONCATENATION of rank 7/],
  ['uint8 side by side', typed(s.PACK, 'uint8'), /PACK with uint8/],
  ['bool apart', typed(s.UNPACK, 'bool'), /UNPACK with bool/],
  ['a split along a computed axis', computed(s.SPLIT, 0), /SPLIT with computed axis/],
  ['a split along an axis of int64', withTensor(s.SPLIT_V, 2, zeros('int64', [])), /SPLIT_V with int64/],
  ['a slice of int64', typed(s.SLICE, 'int64'), /SLICE with int64/],
  ['a slice at rank 6', ofRank(s.SLICE, 6), /SLICE of rank 6/],
  ['an ellipsis', withOptions(s.STRIDED_SLICE, { ellipsisMask: 1 }), /STRIDED_SLICE with an ellipsis/],
  ['a new axis', withOptions(s.STRIDED_SLICE, { newAxisMask: 2 }), /STRIDED_SLICE with new axes/],
  ['computed steps', computed(s.STRIDED_SLICE, 3), /STRIDED_SLICE with computed ends/],
  ['a strided slice at rank 5', ofRank(s.STRIDED_SLICE, 5), /STRIDED_SLICE of rank 5/],
  ['int32 transposed', typed(s.TRANSPOSE, 'int32'), /TRANSPOSE with int32/],
  ['a computed permutation', computed(s.TRANSPOSE, 1), /TRANSPOSE with computed permutation/],
  ['a transposition at rank 6', ofRank(s.TRANSPOSE, 6), /TRANSPOSE of rank 6/],
  ['axes with others between them', constant(s.REVERSE_V2, 1, 0, 2), /REVERSE_V2 over axes that are not neighbours/],
  ['one axis twice', constant(s.REVERSE_V2, 1, 1, 1), /REVERSE_V2 over axes that are not neighbours/],
  ['bool padded', typed(s.PAD, 'bool'), /PAD with bool/],
  ['padding at rank 6', ofRank(s.PAD, 6), /PAD of rank 6/],
  ['computed paddings', computed(s.PAD, 1), /PAD with computed paddings/],
  ['int16 mirrored', typed(s.MIRROR_PAD, 'int16'), /MIRROR_PAD with int16/],
  ['indices of int64', withTensor(s.GATHER, 1, { dtype: 'int64' }), /GATHER with int64/],
  ['int16 gathered', typed(s.GATHER_ND, 'int16'), /GATHER_ND with int16/],
  ['six indices', withTensor(s.GATHER_ND, 1, zeros('int32', [1, 6])), /GATHER_ND by more than 5 indices/],
  ['int16 to depth', typed(s.SPACE_TO_DEPTH, 'int16'), /SPACE_TO_DEPTH with int16/],
  ['computed blocks', computed(s.SPACE_TO_BATCH_ND, 1), /SPACE_TO_BATCH_ND with computed blocks/],
  [
    'padding by a zero point that the reference does not pad with',
    withScale(withScale(s.SPACE_TO_BATCH_ND, 0, 0.5, 3), 3, 0.5, 3),
    /SPACE_TO_BATCH_ND with paddings and a zero point other than 0/,
  ],
  ['a computed shape to broadcast to', computed(s.BROADCAST_TO, 1), /BROADCAST_TO with computed shape/],
  ['broadcasting to rank 6', ofRank(s.BROADCAST_TO, 6), /BROADCAST_TO of rank 6/],
  ['shapes of two types', withTensor(s.BROADCAST_ARGS, 1, { dtype: 'int64' }), /BROADCAST_ARGS with int32 and int64/],
  ['int64 filled', withTensor(withTensor(s.FILL, 1, { dtype: 'int64' }), 2, { dtype: 'int64' }), /FILL with int64/],
  ['a shape of int64', withTensor(s.SHAPE, 1, { dtype: 'int64' }), /SHAPE with int64/],
  ['an update of bool', typed(s.DYNAMIC_UPDATE_SLICE, 'bool'), /DYNAMIC_UPDATE_SLICE with bool/],
  ['an update at rank 7', ofRank(s.DYNAMIC_UPDATE_SLICE, 7), /DYNAMIC_UPDATE_SLICE of rank 7/],
  ['a table of int16', withTensor(s.EMBEDDING_LOOKUP, 1, zeros('int16', [2, 4])), /EMBEDDING_LOOKUP with int16/],
  ['int32 resized', typed(s.RESIZE_NEAREST_NEIGHBOR, 'int32'), /RESIZE_NEAREST_NEIGHBOR with int32/],
];

const damaged: readonly Row[] = [
  ['a squeezed axis that is longer', withOptions(s.SQUEEZE, { axes: [0] }), /nothing can be made of \[2,1,3\]/],
  ['more squeezed away than is said', shaped(s.SQUEEZE, 1, 6), /\[2,1,3\] gives \[2,3\], not \[6\]/],
  ['a new axis out of reach', constant(s.EXPAND_DIMS, 1, 4), /nothing can be made of \[2,3\]/],
  ['two new axes', withTensor(s.EXPAND_DIMS, 1, int32s([0, 1])), /2 axes/],
  ['parts of different heights', shaped(s.CONCATENATION, 1, 3, 1), /nothing can be made of/],
  ['parts of different ranks', shaped(s.CONCATENATION, 1, 2), /nothing can be made of/],
  ['parts that do not add up', shaped(s.CONCATENATION, 3, 2, 7), /gives \[2,6\], not \[2,7\]/],
  ['an axis that is not there', withOptions(s.CONCATENATION, { axis: 2 }), /nothing can be made of/],
  ['a part scaled differently', withScale(s.CONCATENATION, 2, 0.25), /scaled differently/],
  ['int16 parts with a zero point', typed(s.CONCATENATION, 'int16'), /tensor 0 is int16 with a zero point/],
  ['a part left out', withOperator(s.CONCATENATION, { inputs: [0, -1, 2] }), /an input left out/],
  ['another number of slices', withOptions(s.PACK, { count: 3 }), /2 inputs where its options say 3/],
  ['slices of different shapes', shaped(s.PACK, 1, 2, 4), /\[2,3\] beside \[2,4\]/],
  ['too few slices', withOptions(s.UNPACK, { axis: 0 }), /\[3,2\] into 2 along axis 0/],
  ['parts of different sizes', shaped(s.SPLIT, 3, 2, 4), /parts of different sizes/],
  ['more outputs than are said', withOptions(s.SPLIT_V, { count: 3 }), /2 outputs where its options say 3/],
  ['parts that are too small', shaped(s.SPLIT_V, 4, 2, 3), /\[2,6\] into \[2,2\], \[2,3\] along axis -1/],
  ['parts along no axis', constant(s.SPLIT_V, 2, 2), /along axis 2/],
  ['a slice that begins outside', constant(s.SLICE, 1, 3, 2), /nothing can be made of \[4,5\]/],
  ['a slice that begins before', constant(s.SLICE, 1, -1, 2), /nothing can be made of \[4,5\]/],
  ['a slice of another rank', withTensor(s.SLICE, 1, int32s([1])), /1 indices for rank 2/],
  ['an output of another rank than its slice', shaped(computed(s.SLICE, 2), 3, 2, 3, 1), /nothing can be made of/],
  ['a step of 0', constant(s.STRIDED_SLICE, 3, 2, 0, 1), /nothing can be made of \[4,5,3\]/],
  ['steps of another rank', withTensor(s.STRIDED_SLICE, 3, int32s([2, -2])), /nothing can be made of/],
  ['a dropped axis walked backwards', constant(s.STRIDED_SLICE, 3, 2, -2, -1), /nothing can be made of/],
  ['a dropped axis without such an element', constant(s.STRIDED_SLICE, 1, 0, -1, 3), /nothing can be made of/],
  ['a slice of another length', shaped(s.STRIDED_SLICE, 4, 2, 4), /gives \[2,3\], not \[2,4\]/],
  ['an axis twice', constant(s.TRANSPOSE, 1, 0, 1, 1), /axes 0,1,1 for rank 3/],
  ['axes from the back', constant(s.TRANSPOSE, 1, -1, 0, 1), /axes -1,0,1 for rank 3/],
  ['another shape than transposed', shaped(s.TRANSPOSE, 2, 2, 3, 4), /gives \[4,2,3\], not \[2,3,4\]/],
  ['an axis to reverse that is not there', constant(s.REVERSE_V2, 1, 3, 1), /axes 3,1 of \[2,3,4\]/],
  ['no axes to reverse', withTensor(s.REVERSE_V2, 1, int32s([])), /axes {2}of/],
  ['negative padding', constant(s.PAD, 1, 0, 0, 1, 1, 0, -2, 0, 0), /padded by 0,0,1,1,0,-2,0,0/],
  ['paddings of bytes', withTensor(s.PAD, 1, zeros('int8', [4, 2])), /int8 paddings/],
  ['paddings of another rank', withTensor(s.PAD, 1, int32s([0, 0, 1, 1], [2, 2])), /4 paddings for rank 4/],
  ['padding by less than is said', shaped(s.PAD, 2, 1, 4, 5, 1), /gives \[1,4,4,1\], not \[1,4,5,1\]/],
  ['int16 with a zero point padded by 0', typed(s.PAD, 'int16'), /int16 with zero point 3/],
  ['two values to pad with', withTensor(s.PADV2, 2, { ...activation([2]), data: Uint8Array.of(1, 2) }), /2 values to/],
  ['a value of another scale', withScale(s.PADV2, 2, 0.25), /scaled differently/],
  ['no value to pad with', withOperator(s.PADV2, { inputs: [0, 1] }), /PADV2 \(operator 0\): 2 inputs/],
  [
    'a mirror of more than there is',
    shaped(constant(s.MIRROR_PAD, 1, 2, 0, 2, 1), 2, 4, 6),
    /\[2,3\] mirrored to \[4,6\]/,
  ],
  ['an axis in front of what is shared', withOptions(s.GATHER, { axis: 0 }), /axis 0 of \[2,3,4\] by \[2,5\], 1 in/],
  ['more in common than there is', withOptions(s.GATHER, { batchDims: 3 }), /3 in common/],
  ['an index that is not there', known(s.GATHER, 1, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0), /index 4 of 4/],
  ['an index below 0', known(s.GATHER, 1, 0, 1, 2, 3, -1, 0, 0, 0, 0, 0), /index -1 of 4/],
  ['a slice outside', constant(s.GATHER_ND, 1, 2, 4, 0, 0), /a slice at element 24 of 24/],
  ['more indices than axes', withTensor(s.GATHER_ND, 1, zeros('int32', [1, 4])), /4 indices into rank 3/],
  ['half a block', shaped(s.SPACE_TO_DEPTH, 0, 1, 3, 2, 3), /nothing can be made of/],
  ['blocks of 0', withOptions(s.DEPTH_TO_SPACE, { blockSize: 0 }), /blocks of 0/],
  ['channels that do not fill blocks', shaped(s.DEPTH_TO_SPACE, 0, 1, 2, 1, 6), /nothing can be made of/],
  ['blocks left over', constant(s.SPACE_TO_BATCH_ND, 2, 1, 1, 0, 2), /nothing can be made of/],
  ['negative margins', constant(s.BATCH_TO_SPACE_ND, 2, -1, 2), /margins of -1,2/],
  ['blocks of another rank', withTensor(s.BATCH_TO_SPACE_ND, 1, int32s([3, 1])), /2 blocks and 2 margins for rank 3/],
  ['images that are no whole blocks', shaped(s.BATCH_TO_SPACE_ND, 0, 5, 2, 3), /nothing can be made of/],
  ['an extent that cannot be repeated', shaped(s.BROADCAST_TO, 0, 2, 1), /nothing can be made of \[2,1\]/],
  ['a shape shorter than both', shaped(s.BROADCAST_ARGS, 2, 2), /\[3\] and \[2\] to \[2\]/],
  ['a value of rank 1', shaped(s.FILL, 1, 1), /a value of shape \[1\]/],
  ['another shape than is filled', constant(s.FILL, 0, 2, 4), /shape \[2,4\], not \[2,3\]/],
  ['the shape of another rank', shaped(s.SHAPE, 1, 3), /rank 2 to \[3\]/],
  [
    'an update larger than its target',
    shaped(s.DYNAMIC_UPDATE_SLICE, 1, 5, 3),
    /\[5,3\] at \[2\] indices over \[4,5\]/,
  ],
  ['a row that is not there', known(computed(s.EMBEDDING_LOOKUP, 1), 0, 0, 1, 2), /row 2 of 2/],
  ['a table with a zero point', withScale(s.EMBEDDING_LOOKUP, 1, 0.5, 3), /a table with zero point 3/],
  ['a size of another output', constant(s.RESIZE_NEAREST_NEIGHBOR, 1, 3, 6), /gives \[1,3,6,2\], not \[1,3,5,2\]/],
];

describe('operators that move elements', () => {
  for (const [what, graph, message] of refused)
    it(`refuse ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise/));
  for (const [what, graph, message] of damaged)
    it(`find fault with ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
});
