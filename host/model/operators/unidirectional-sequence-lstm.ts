import type { Tensor } from '../graph.ts';
import { singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { isState } from '../variables.ts';
import type { OperatorRules } from './spec.ts';

/** Positions of inputs (tensorflow/lite/micro/kernels/lstm_shared.h). */
export const LstmInput = {
  /** Of the gates input, forget, cell, output. */
  inputWeights: [1, 2, 3, 4],
  recurrentWeights: [5, 6, 7, 8],
  biases: [12, 13, 14, 15],
  hidden: 18,
  cell: 19,
} as const;

const WEIGHTS = [...LstmInput.inputWeights, ...LstmInput.recurrentWeights];
/** Peepholes, projection and layer normalisation, which the reference does not have. */
const ABSENT = [9, 10, 11, 16, 17, 20, 21, 22, 23] as const;
const NAMES = { 9: 'peephole', 10: 'peephole', 11: 'peephole', 16: 'projection', 17: 'projection' } as const;

/** Smallest and largest exponent of a cell state's scale for which its shifts make sense. */
const CELL_EXPONENTS = [-24, -1] as const;

const scaleOf = (tensor: Tensor | undefined): number => tensor?.quantization?.scales[0] ?? 0;

/** input [batch, times, I] or [times, batch, I], states [batch, units], weights [units, I] and [units, units], biases [units]. */
export default {
  kinds: ['UNIDIRECTIONAL_SEQUENCE_LSTM'],
  inputs: [1, 24],
  learned: [...WEIGHTS, ...LstmInput.biases],
  products: (_, { x, inputs }) => {
    const rows = elements(x.shape.slice(0, -1));
    const of = (positions: readonly number[], values: Tensor | undefined) =>
      positions.map((position) => {
        const weights = inputs[position];
        return { macs: rows * elements(weights?.shape ?? [0]), weights, values };
      });
    return [...of(LstmInput.inputWeights, x), ...of(LstmInput.recurrentWeights, inputs[LstmInput.hidden])];
  },
  refusal: ({ options }, { x, y, inputs }) => {
    if (inputs.length !== 24) return `with ${inputs.length} inputs`;
    const extra = ABSENT.find((position) => inputs[position]);
    if (extra !== undefined) return `with ${NAMES[extra as keyof typeof NAMES] ?? 'layer normalisation'}`;
    if (options.activation !== 'tanh') return `with activation ${options.activation}`;
    const missing = [...WEIGHTS, ...LstmInput.biases, LstmInput.hidden, LstmInput.cell].find(
      (position) => !inputs[position],
    );
    if (missing !== undefined) return `without input ${missing}`;
    const biasType = x.dtype === 'int16' ? 'int64' : 'int32';
    const at = (position: number) => inputs[position];
    for (const position of WEIGHTS) {
      const refused = refuseTypes([at(position)], ['int8']) ?? refuseComputed(at(position), 'weights');
      if (refused) return refused;
    }
    for (const position of LstmInput.biases) {
      const refused = refuseTypes([at(position)], [biasType]) ?? refuseComputed(at(position), 'biases');
      if (refused) return refused;
    }
    return refuseTypes(
      [x, y, at(LstmInput.hidden), at(LstmInput.cell)],
      ['int8', 'int8', 'int8', 'int16'],
      [...(['int16', 'int16', 'int16', 'int16'] as const)],
    );
  },
  complaint: ({ options: { isTimeMajor, cellClip } }, { x, y, inputs }) => {
    const at = (position: number) => inputs[position] as Tensor;
    const [hidden, cell] = [at(LstmInput.hidden), at(LstmInput.cell)];
    const [first = 0, second = 0, depth = 0] = x.shape;
    const [batch, times] = isTimeMajor ? [second, first] : [first, second];
    const units = hidden.shape[1] ?? 0;
    if (x.shape.length !== 3 || batch < 1 || times < 1) return `input [${x.shape}]`;
    const due: readonly (readonly [Tensor, readonly number[]])[] = [
      [hidden, [batch, units]],
      [cell, [batch, units]],
      [y, [first, second, units]],
      ...LstmInput.inputWeights.map((position) => [at(position), [units, depth]] as const),
      ...LstmInput.recurrentWeights.map((position) => [at(position), [units, units]] as const),
      ...LstmInput.biases.map((position) => [at(position), [units]] as const),
    ];
    const wrong = due.find(([tensor, shape]) => !same(tensor.shape, shape));
    if (wrong) return `tensor ${wrong[0].id} is [${wrong[0].shape}] where [${wrong[1]}] is due`;
    if (!isState(hidden) || !isState(cell)) return 'a state that is not a variable';
    const complaint = singleScales([x, hidden, cell, ...WEIGHTS.map(at)]);
    if (complaint) return complaint;
    const zeros = [cell, ...WEIGHTS.map(at), ...(x.dtype === 'int16' ? [x, hidden] : [])];
    if (zeros.some(({ quantization }) => quantization?.zeroPoints.some((zero) => zero !== 0)))
      return 'a zero point other than 0 of weights, cell state or 16-bit values';
    const exponent = Math.log2(scaleOf(cell));
    if (!Number.isInteger(exponent) || exponent < CELL_EXPONENTS[0] || exponent > CELL_EXPONENTS[1])
      return `a cell state scaled by ${scaleOf(cell)}, no power of two from 2^${CELL_EXPONENTS[0]} to 2^${CELL_EXPONENTS[1]}`;
    if (!(cellClip >= 0)) return `cell clip ${cellClip}`;
    return complaintAboutGates(x, hidden, at);
  },
} satisfies OperatorRules<'UNIDIRECTIONAL_SEQUENCE_LSTM'>;

/** Sums are rescaled to Q3.12; those of 64 bits by less than 2^7 (internal/common.cc, MultiplyByQuantizedMultiplier). */
const complaintAboutGates = (x: Tensor, hidden: Tensor, at: (position: number) => Tensor): string | undefined => {
  const most = x.dtype === 'int16' ? 2 ** 7 : 2 ** 30;
  const ratio = (tensor: Tensor, position: number) => scaleOf(tensor) * scaleOf(at(position)) * 2 ** 12;
  const largest = Math.max(
    ...LstmInput.inputWeights.map((position) => ratio(x, position)),
    ...LstmInput.recurrentWeights.map((position) => ratio(hidden, position)),
  );
  if (!(largest < most)) return `gates scaled up by ${largest}, at most ${most} is possible`;
  return scaleOf(hidden) > 2 ** -45 ? undefined : `a hidden state scaled by ${scaleOf(hidden)}`;
};
