import { Lstm } from '../../../assembly/shared/lstm_layout.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { LstmInput } from '../../model/operators/unidirectional-sequence-lstm.ts';
import { elementBytes } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { weightsOf } from '../convolution.ts';
import { affine, type Multiplier, quantizeMultiplier } from '../quantize.ts';
import { reduced } from '../rescale-s16.ts';
import { sigmoidTable } from '../sigmoid-table.ts';
import type { OperatorSpec } from './spec.ts';

/** Gates come as input, forget, cell, output; the kernel takes forget first. */
const ORDER = [1, 0, 2, 3] as const;
const GATE_SCALE = 2 ** -12;
const UNIT_SCALE = 2 ** -15;

/** One gate: what it weighs input and hidden state by. */
interface Gate {
  readonly input: Tensor;
  readonly recurrent: Tensor;
  readonly bias: Tensor;
}

/** The product of scales in float32 first (kernels/kernel_util.cc, GetQuantizedConvolutionMultipler). */
const gateRescale = (x: Tensor, w: Tensor): Multiplier =>
  quantizeMultiplier(Math.fround(affine(x).scale * affine(w).scale) / GATE_SCALE);

/** tensorflow/lite/micro/kernels/lstm_eval_common.cc, lstm_internal::Tanh: a cell state of scale 2^exponent, times 3, in Q3.12. */
const cellFactor = (exponent: number): readonly [factor: number, shift: number] =>
  exponent + 12 < 0 ? [3, -(exponent + 12)] : [3 * 2 ** (exponent + 12), 0];

export default {
  kinds: ['UNIDIRECTIONAL_SEQUENCE_LSTM'],
  lower: ({ options: { isTimeMajor, cellClip } }, { x, inputs }) => {
    const at = (position: number) => inputs[position] as Tensor;
    const [hidden, cell] = [at(LstmInput.hidden), at(LstmInput.cell)];
    const isWide = x.dtype === 'int16';
    const width = elementBytes(x.dtype);
    const [first = 1, second = 1, depth = 1] = x.shape;
    const [batch, times] = isTimeMajor ? [second, first] : [first, second];
    const units = hidden.shape[1] ?? 1;
    const gates = ORDER.map(
      (gate): Gate => ({
        input: at(LstmInput.inputWeights[gate]),
        recurrent: at(LstmInput.recurrentWeights[gate]),
        bias: at(LstmInput.biases[gate]),
      }),
    );
    const forget = quantizeMultiplier((UNIT_SCALE * affine(cell).scale) / affine(cell).scale);
    const update = quantizeMultiplier((UNIT_SCALE * UNIT_SCALE) / affine(cell).scale);
    const output = quantizeMultiplier((UNIT_SCALE * UNIT_SCALE) / affine(hidden).scale);
    const [factor, shift] = cellFactor(Math.log2(affine(cell).scale));
    const strides = (elements: number) =>
      [isTimeMajor ? batch * elements : elements, isTimeMajor ? elements : times * elements].map((n) => n * width);
    const [[inputTime = 0, inputBatch = 0], [outputTime = 0, outputBatch = 0]] = [strides(depth), strides(units)];
    const fields: Record<Exclude<Lstm, Lstm.RESCALES | Lstm.TABLE | Lstm.BYTES>, number> = {
      [Lstm.BATCH]: batch,
      [Lstm.TIMES]: times,
      [Lstm.INPUTS]: depth,
      [Lstm.UNITS]: units,
      [Lstm.INPUT_TIME]: inputTime,
      [Lstm.INPUT_BATCH]: inputBatch,
      [Lstm.OUTPUT_TIME]: outputTime,
      [Lstm.OUTPUT_BATCH]: outputBatch,
      [Lstm.FORGET_MULTIPLIER]: forget.multiplier,
      [Lstm.FORGET_SHIFT]: forget.shift,
      [Lstm.UPDATE_MULTIPLIER]: update.multiplier,
      [Lstm.UPDATE_SHIFT]: update.shift,
      [Lstm.HIDDEN_MULTIPLIER]: output.multiplier,
      [Lstm.HIDDEN_SHIFT]: output.shift,
      [Lstm.HIDDEN_ZERO]: affine(hidden).zero,
      [Lstm.CLIP]: Math.trunc(Math.min(32767, cellClip / affine(cell).scale)),
      [Lstm.CELL_FACTOR]: factor,
      [Lstm.CELL_SHIFT]: shift,
      [Lstm.GATE_WEIGHT_BYTES]: Math.ceil((2 * (isWide ? 8 : 4) + depth + units) / 4) * 4,
    };
    const constants = new Constants().s32(...Object.values(fields));
    for (const { input, recurrent } of gates)
      for (const rescale of [gateRescale(x, input), gateRescale(hidden, recurrent)])
        constants.s32(isWide ? reduced(rescale) : rescale.multiplier, rescale.shift);
    for (const value of sigmoidTable) constants.s16(value);
    for (let unit = 0; unit < units; unit++)
      for (const { input, recurrent, bias } of gates) {
        const rows = [row(input, unit, depth), row(recurrent, unit, units)] as const;
        const starts = [
          (integers(bias)[unit] ?? 0) - affine(x).zero * total(rows[0]),
          -affine(hidden).zero * total(rows[1]),
        ];
        for (const start of starts) isWide ? constants.s64(start) : constants.s32(start | 0);
        for (const weight of rows.flatMap((weights) => [...weights])) constants.u8(weight);
        constants.align(4);
      }
    const types = isWide ? 'i16, i64' : 'i8, i32';
    return {
      kernel: 'lstm',
      constants: constants.finish(),
      reads: [0, LstmInput.hidden, LstmInput.cell],
      scratchBytes: 0,
      emit: ({ inputs: from, output: to, constants: p }) =>
        `lstm<${types}>(${from[0]}, ${from[LstmInput.hidden]}, ${from[LstmInput.cell]}, ${to}, ${p});`,
    };
  },
} satisfies OperatorSpec<'UNIDIRECTIONAL_SEQUENCE_LSTM'>;

const row = (w: Tensor, unit: number, length: number): Int8Array =>
  weightsOf(w).subarray(unit * length, (unit + 1) * length);
const total = (weights: Int8Array): number => weights.reduce((sum, weight) => sum + weight, 0);
