import type { Graph, Operator, Tensor } from '../../../host/model/graph.ts';
import { tensorBytes } from '../../../host/model/shapes.ts';
import { cut } from './cut.ts';
import { firstDifference } from './difference.ts';
import type { Judge } from './trial.ts';

const of = (tensors: readonly Tensor[], ids: readonly number[]): Tensor[] => ids.map((id) => tensors[id] as Tensor);

/** Compares, and keeps the first difference. */
const comparison = () => {
  let verdict: string | undefined;
  const compare = (where: string, tensor: Tensor, actual: Uint8Array, expected: Uint8Array): void => {
    const difference = verdict === undefined ? firstDifference(tensor, actual, expected) : undefined;
    if (difference !== undefined) verdict = `${where} ${difference}`;
  };
  return { compare, verdict: () => verdict };
};

/** @param expected  of each record all outputs, concatenated */
export const judgeOutputs = ({ tensors, outputs }: Graph, expected: readonly Uint8Array[]): Judge => {
  const { compare, verdict } = comparison();
  const ends = of(tensors, outputs);
  return {
    outputs: (record, made) => {
      const wanted = cut(expected[record] as Uint8Array, ends.map(tensorBytes));
      ends.forEach((tensor, at) => {
        compare(`record ${record}, output ${at}:`, tensor, made[at] as Uint8Array, wanted[at] as Uint8Array);
      });
    },
    verdict,
  };
};

export interface ExpectedLayers {
  /** What each record's bytes hold, in order. */
  readonly order: readonly (Pick<Tensor, 'dtype' | 'shape'> & { readonly tensor: number })[];
  readonly records: readonly Uint8Array[];
  /** Tensors as passes leave them. */
  readonly passed: readonly Tensor[];
}

/** Compares what operators write, as far as passes leave operators and channels. */
export const judgeLayers = (
  { tensors, operators }: Graph,
  { order, records, passed }: ExpectedLayers,
): Required<Pick<Judge, 'layer' | 'verdict'>> => {
  const { compare, verdict } = comparison();
  return {
    layer: (record, operatorIndex, output) => {
      const wanted = cut(records[record] as Uint8Array, order.map(tensorBytes));
      const { kind, outputs } = operators[operatorIndex] as Operator;
      const left = of(passed, outputs);
      cut(output, left.map(tensorBytes)).forEach((actual, at) => {
        const tensor = left[at] as Tensor;
        const whole = wanted[order.findIndex((one) => one.tensor === tensor.id)] as Uint8Array;
        const expected = ofChannels(whole, tensors[tensor.id] as Tensor, tensor.channels);
        compare(`record ${record}, ${kind} (operator ${operatorIndex}):`, tensor, actual, expected);
      });
    },
    verdict,
  };
};

/** The bytes of some of a tensor's channels. */
const ofChannels = (bytes: Uint8Array, { dtype, shape }: Tensor, channels?: readonly number[]): Uint8Array => {
  const count = shape.at(-1) as number;
  const width = tensorBytes({ dtype, shape: [] });
  return channels ? bytes.filter((_, at) => channels.includes(Math.floor(at / width) % count)) : bytes;
};
