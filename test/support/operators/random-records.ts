import type { DType, Graph, Tensor } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import type { OperatorModels } from '../operator-models/spec.ts';
import type { Random } from '../random.ts';

type Limits = readonly [least: number, largest: number];

/** Whole numbers of 32 bits and more stay where the sum of two is still one; reals where a byte can stand for them. */
const limitsOf: Partial<Record<DType, Limits>> = {
  bool: [0, 1],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  int32: [-(2 ** 30), 2 ** 30],
  uint32: [0, 2 ** 31],
  int64: [-(2 ** 40), 2 ** 40],
  uint64: [0, 2 ** 41],
  float32: [-20, 20],
};

const arrays: Partial<Record<DType, (values: readonly number[]) => ArrayBufferView>> = {
  bool: (values) => Uint8Array.from(values),
  int8: (values) => Int8Array.from(values),
  uint8: (values) => Uint8Array.from(values),
  int16: (values) => Int16Array.from(values),
  int32: (values) => Int32Array.from(values),
  uint32: (values) => Uint32Array.from(values),
  int64: (values) => BigInt64Array.from(values, BigInt),
  uint64: (values) => BigUint64Array.from(values, BigInt),
  float32: (values) => Float32Array.from(values),
};

type Fill = (random: Random, limits: Limits, zero: number, isReal: boolean) => number;

const uniform: Fill = (random, [least, largest], _, isReal) => {
  const share = random.next() / 2 ** 32;
  return isReal ? least + share * (largest - least) : least + Math.floor(share * (largest - least + 1));
};
const extreme: Fill = (random, limits) => random.pick(limits);
const nearZero: Fill = (random, [least, largest], zero, isReal) => {
  const step = random.below(9) - 4;
  // Reals of one sign keep it.
  if (isReal) return Math.max(least < 0 ? Number.NEGATIVE_INFINITY : least, (step / 1000) * (largest - least));
  return Math.max(least, Math.min(largest, zero + step));
};
/** What the records hold, in turn. */
const fills: readonly Fill[] = [uniform, extreme, nearZero, uniform];

/** Inputs of that many records, each concatenated. */
export const randomRecords = (
  random: Random,
  { limits }: Pick<OperatorModels, 'limits'>,
  graph: Graph,
  count: number,
): Uint8Array[] => {
  const inputs = graph.inputs.map((id) => graph.tensors[id] as Tensor);
  return Array.from({ length: count }, (_, record) => {
    const fill = fills[record % fills.length] as Fill;
    const parts = inputs.map((tensor) => {
      const { dtype, shape, quantization } = tensor;
      const range = limits?.(tensor, graph) ?? limitsOf[dtype];
      const array = arrays[dtype];
      if (!range || !array) throw new RangeError(`no random ${dtype}`);
      const zero = quantization?.zeroPoints[0] ?? 0;
      const values = Array.from({ length: elements(shape) }, () => fill(random, range, zero, dtype === 'float32'));
      const { buffer } = array(values);
      return new Uint8Array(buffer as ArrayBuffer);
    });
    return new Uint8Array(Buffer.concat(parts));
  });
};
