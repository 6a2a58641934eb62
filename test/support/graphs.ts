import type { Graph, Operator, OperatorKind, Tensor } from '../../host/model/graph.ts';
import { activation, type Draft, int32s, network, weights } from './drafts.ts';
import { binarySamples } from './samples/binary.ts';
import { detectionSamples } from './samples/detection.ts';
import { larqSamples } from './samples/larq.ts';
import { movementSamples } from './samples/movement.ts';
import { qonnxSamples } from './samples/qonnx.ts';
import { realSamples } from './samples/reals.ts';
import { reductionSamples } from './samples/reductions.ts';
import { signalSamples } from './samples/signal.ts';
import { unarySamples } from './samples/unary.ts';
import { weightedSamples } from './samples/weighted.ts';

export { activation, int32s, network, weights, zeros } from './drafts.ts';

const window = { padding: 'same', strideH: 1, strideW: 1, activation: 'none' } as const;
const dilated = { ...window, dilationH: 1, dilationW: 1 } as const;

/** One small sound graph per operator: input first, output last. */
export const samples = {
  ...reductionSamples,
  CONV_2D: network(
    [activation([1, 4, 5, 2]), weights([3, 3, 3, 2], [0.5, 0.25, 1]), int32s([1, 2, 3]), activation([1, 4, 5, 3])],
    [{ kind: 'CONV_2D', inputs: [0, 1, 2], outputs: [3], options: dilated }],
  ),
  DEPTHWISE_CONV_2D: network(
    [activation([1, 4, 5, 2]), weights([1, 3, 3, 4], [0.5, 0.25, 1, 2], 3), activation([1, 4, 5, 4])],
    [{ kind: 'DEPTHWISE_CONV_2D', inputs: [0, 1, -1], outputs: [2], options: { ...dilated, depthMultiplier: 2 } }],
  ),
  FULLY_CONNECTED: network(
    [activation([2, 6]), weights([4, 6]), int32s([5, 6, 7, 8]), activation([2, 4])],
    [{ kind: 'FULLY_CONNECTED', inputs: [0, 1, 2], outputs: [3], options: { activation: 'relu', keepNumDims: false } }],
  ),
  AVERAGE_POOL_2D: network(
    [activation([1, 4, 4, 2]), activation([1, 2, 2, 2])],
    [
      {
        kind: 'AVERAGE_POOL_2D',
        inputs: [0],
        outputs: [1],
        options: { ...window, strideH: 2, strideW: 2, filterH: 2, filterW: 2 },
      },
    ],
  ),
  SOFTMAX: network(
    [activation([1, 5], 0.125), activation([1, 5], 1 / 256, -128)],
    [{ kind: 'SOFTMAX', inputs: [0], outputs: [1], options: { beta: 1 } }],
  ),
  ...binarySamples,
  ...larqSamples,
  ...signalSamples,
  ...detectionSamples,
  ...unarySamples,
  ...movementSamples,
  ...qonnxSamples,
  ...weightedSamples,
  ...realSamples,
} satisfies Partial<Record<OperatorKind, Graph>>;

export const withTensor = (graph: Graph, id: number, change: Partial<Tensor>): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => (tensor.id === id ? { ...tensor, ...change } : tensor)),
});

export const withOperator = (graph: Graph, change: object, index = 0): Graph => ({
  ...graph,
  operators: graph.operators.map((operator) =>
    operator.index === index ? ({ ...operator, ...change } as Operator) : operator,
  ),
});

export const withOptions = (graph: Graph, change: object): Graph =>
  withOperator(graph, { options: { ...graph.operators[0]?.options, ...change } });

export const withScale = (graph: Graph, id: number, scale: number, zero?: number): Graph => {
  const { quantization } = graph.tensors[id] as Tensor;
  const zeroPoints = zero === undefined ? (quantization?.zeroPoints ?? [0]) : [zero];
  return withTensor(graph, id, { quantization: { axis: 0, ...quantization, scales: [scale], zeroPoints } });
};

/** An operator whose inputs are activations, with what it reads and writes. */
export interface Elementwise {
  readonly of: Pick<Operator, 'kind' | 'options'>;
  readonly inputs: readonly Draft[];
  readonly y: Draft;
}

/** Such operators side by side, each with inputs and an output of its own. */
export const elementwiseSideBySide = (list: readonly Elementwise[]): Graph => {
  const tensors: Draft[] = [];
  const place = (draft: Draft): number => tensors.push(draft) - 1;
  const operators = list.map(({ of, inputs, y }) => ({ ...of, inputs: inputs.map(place), outputs: [place(y)] }));
  const ends = (key: 'inputs' | 'outputs') => operators.flatMap((operator) => operator[key]);
  return network(tensors, operators as Omit<Operator, 'index'>[], ends('inputs'), ends('outputs'));
};
