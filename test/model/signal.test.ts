import type { Graph } from '../../host/model/graph.ts';
import { samples, withOptions, withTensor } from '../support/graphs.ts';
import { int16s } from '../support/int16s.ts';
import { assertRefused } from '../support/refusal.ts';

const {
  SignalDelay: delay,
  SignalIrfft: irfft,
  SignalOverlapAdd: overlapAdd,
  SignalEnergy: energy,
  SignalFftAutoScale: autoScale,
  SignalFilterBank: filterBank,
  SignalFilterBankLog: log,
  SignalFramer: framer,
  SignalFilterBankSpectralSubtraction: subtraction,
  SignalFilterBankSquareRoot: root,
  SignalPCAN: pcan,
  SignalRfft: rfft,
  SignalStacker: stacker,
  SignalWindow: window,
} = samples;

type Row = readonly [what: string, graph: Graph, message: RegExp];

const computed = (graph: Graph, id: number): Graph => ({
  ...graph,
  inputs: [...graph.inputs, id],
  tensors: graph.tensors.map(({ data, ...tensor }) => (tensor.id !== id && data ? { ...tensor, data } : tensor)),
});
const typed = (graph: Graph, ...dtypes: NonNullable<Graph['tensors'][number]['dtype']>[]): Graph =>
  dtypes.reduce((changed, dtype, id) => withTensor(changed, id, { dtype }), graph);

const refusals: readonly Row[] = [
  ['a transform of float32', typed(rfft, 'float32', 'float32'), /SignalRfft with float32/],
  ['a transform of 14', withOptions(rfft, { fftLength: 14 }), /SignalRfft of length 14 /],
  ['a transform of 2', withOptions(rfft, { fftLength: 2 }), /SignalRfft of length 2 /],
  ['a transform of an odd length', withOptions(rfft, { fftLength: 15 }), /SignalRfft of length 15 /],
  ['a transform of 2^17', withOptions(rfft, { fftLength: 2 ** 17 }), /SignalRfft of length 131072 /],
  ['a window of int8', typed(window, 'int8'), /SignalWindow with int8/],
  ['energies in int32', typed(energy, 'int16', 'int32'), /SignalEnergy with int32/],
  ['computed filters', computed(filterBank, 5), /SignalFilterBank with computed filters/],
  ['roots of int64', typed(root, 'int64'), /SignalFilterBankSquareRoot with int64/],
  ['noise in int32', typed(subtraction, 'uint32', 'uint32', 'int32'), /Subtraction with int32/],
  ['gains of int32', withTensor(pcan, 2, { dtype: 'int32', data: new Uint8Array(500) }), /SignalPCAN with int32/],
  ['logarithms in int32', typed(log, 'uint32', 'int32'), /SignalFilterBankLog with int32/],
  ['a scale in int16', typed(autoScale, 'int16', 'int16', 'int16'), /SignalFftAutoScale with int16/],
  ['no delay', withOptions(delay, { delayLength: 0 }), /SignalDelay by 0 samples/],
  ['frames of float32', typed(overlapAdd, 'float32', 'float32'), /SignalOverlapAdd with float32/],
  ['samples of int8', typed(framer, 'int8'), /SignalFramer with int8/],
  ['a claim in int8', typed(stacker, 'int16', 'int16', 'int8'), /SignalStacker with int8/],
];

const complaints: readonly Row[] = [
  ['weights that do not divide', withTensor(window, 1, int16s([1, 2, 3])), /\[3\] weights for \[2,4\]/],
  ['a window shifted by 32', withOptions(window, { shift: 32 }), /a shift by 32,/],
  ['a window shifted by -1', withOptions(window, { shift: -1 }), /a shift by -1,/],
  ['rows to scale', withTensor(autoScale, 0, { shape: [1, 7] }), /rank 2/],
  ['a list of scales', withTensor(autoScale, 2, { shape: [1] }), /tensor 2 of shape \[1\], where \[\] is due/],
  ['another type of transform', withOptions(rfft, { type: 'int32' }), /type int32 and tensors of int16/],
  ['more than is transformed', withOptions(rfft, { fftLength: 12 }), /\[2,13\] to transform at length 12/],
  ['half a spectrum', withTensor(rfft, 1, { shape: [2, 16] }), /\[2,16\], where \[2,18\] is due/],
  ['bins beyond the last', withOptions(energy, { endIndex: 10 }), /bins 2 to 10 of \[9\]/],
  ['bins before the first', withOptions(energy, { startIndex: -1 }), /bins -1 to 7/],
  ['no bins', withOptions(energy, { startIndex: 7 }), /bins 7 to 7/],
  ['another number of channels', withOptions(filterBank, { numChannels: 4 }), /of shape \[4\], where \[5\] is due/],
  ['a filter beyond the bins', withTensor(filterBank, 3, int16s([1, 3, 4, 9])), /a channel, 3, that reaches beyond/],
  ['a filter before the bins', withTensor(filterBank, 3, int16s([-1, 3, 4, 8])), /a channel, 0, that reaches/],
  ['a filter beyond the weights', withTensor(filterBank, 4, int16s([0, 2, 4, 4])), /a channel, 2, that reaches/],
  ['a filter before the weights', withTensor(filterBank, 4, int16s([0, -2, 3, 4])), /a channel, 1, that reaches/],
  ['too wide a filter', withTensor(filterBank, 5, int16s([2, 1, 2, 2])), /a channel, 3, that reaches/],
  ['roots of another shape', withTensor(root, 2, { shape: [4] }), /\[4\], where \[3\] is due/],
  ['channels it does not have', withOptions(subtraction, { numChannels: 4 }), /\[3\], where \[4\] is due/],
  ['smoothing by 32 bits', withOptions(subtraction, { smoothingBits: 32 }), /a shift by 32/],
  ['subtraction at -1 bits', withOptions(subtraction, { spectralSubtractionBits: -1 }), /a shift by -1/],
  ['too few gains', withTensor(pcan, 2, { shape: [124], data: new Uint8Array(248) }), /\[124\] gains, less than 125/],
  ['noise of another shape', withTensor(pcan, 1, { shape: [2] }), /\[2\], where \[3\] is due/],
  ['a ratio shifted by 40', withOptions(pcan, { snrShift: 40 }), /a shift by 40/],
  ['a correction by 32 bits', withOptions(log, { inputCorrectionBits: 32 }), /a shift by 32/],
  ['logarithms of another shape', withTensor(log, 1, { shape: [1, 3] }), /\[1,3\], where \[3\] is due/],
  ['a delay to another shape', withTensor(delay, 1, { shape: [8] }), /\[2,4\] to \[8\]/],
  ['frames that leave gaps', withOptions(overlapAdd, { frameStep: 6 }), /\[3,5\] in steps of 6/],
  ['frames that go nowhere', withOptions(overlapAdd, { frameStep: 0 }), /in steps of 0/],
  ['frames to another length', withTensor(overlapAdd, 1, { shape: [7] }), /\[7\], where \[6\] is due/],
  ['an inverse of half a spectrum', withTensor(irfft, 0, { shape: [12] }), /\[12\], where \[14\] is due/],
  ['samples that are no steps', withOptions(framer, { frameStep: 4 }), /\[2,6\] in steps of 4/],
  ['steps beyond the samples', withOptions(framer, { frameStep: 12 }), /\[2,6\] in steps of 12/],
  ['steps backwards', withOptions(framer, { frameStep: -3 }), /\[2,6\] in steps of -3/],
  ['frames of nothing', withOptions(framer, { frameSize: 0 }), /frames of 0 in steps of 3/],
  ['less than nothing before', withOptions(framer, { frameSize: 2, prefill: true }), /frames of 2 in steps of 3/],
  ['frames of another size', withOptions(framer, { frameSize: 8 }), /\[2,2,7\], where \[2,2,8\] is due/],
  ['a claim for each row', withTensor(framer, 2, { shape: [2] }), /\[2\], where \[\] is due/],
  ['frames of other channels', withOptions(stacker, { numChannels: 4 }), /\[3\], where \[4\] is due/],
  ['frames from before the stack', withOptions(stacker, { stackerLeftContext: -1 }), /-1 frames before and 2 behind/],
  ['frames missing behind', withOptions(stacker, { stackerRightContext: -1 }), /1 frames before and -1 behind/],
  ['steps beyond a stack', withOptions(stacker, { stackerStep: 5 }), /stacks of 4 in steps of 5/],
  ['the same stack for ever', withOptions(stacker, { stackerStep: 0 }), /stacks of 4 in steps of 0/],
  ['a stack of another height', withOptions(stacker, { stackerLeftContext: 2 }), /\[12\], where \[15\] is due/],
];

describe('operators of the audio front end', () => {
  for (const [what, graph, message] of refusals)
    it(`refuse ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully/));
  for (const [what, graph, message] of complaints)
    it(`complain about ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
});
