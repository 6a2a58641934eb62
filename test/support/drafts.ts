import type { DType, Graph, Operator, Tensor } from '../../host/model/graph.ts';
import { elements, tensorBytes } from '../../host/model/shapes.ts';

/** A tensor before it has its place. */
export type Draft = Omit<Tensor, 'id' | 'name'>;

export const activation = (shape: readonly number[], scale = 0.5, zero = 3): Draft => ({
  dtype: 'int8',
  shape,
  quantization: { scales: [scale], zeroPoints: [zero], axis: 0 },
});

export const weights = (shape: readonly number[], scales: readonly number[] = [0.25], axis = 0): Draft => ({
  dtype: 'int8',
  shape,
  quantization: { scales, zeroPoints: scales.map(() => 0), axis },
  data: Uint8Array.from({ length: elements(shape) }, (_, index) => index * 37),
});

export const int32s = (values: readonly number[], shape: readonly number[] = [values.length]): Draft => ({
  dtype: 'int32',
  shape,
  data: new Uint8Array(Int32Array.from(values).buffer),
});

/** Of the right size, whatever its type. */
export const zeros = (dtype: DType, shape: readonly number[]): Draft => ({
  dtype,
  shape,
  data: new Uint8Array(tensorBytes({ dtype, shape })),
});

export const network = (
  tensors: readonly Draft[],
  operators: readonly Omit<Operator, 'index'>[],
  inputs: readonly number[] = [0],
  outputs: readonly number[] = [tensors.length - 1],
): Graph => ({
  name: 'test',
  tensors: tensors.map((tensor, id) => ({ ...tensor, id, name: `t${id}` })),
  operators: operators.map((operator, index) => ({ ...operator, index }) as Operator),
  inputs,
  outputs,
});

/** One operator, whose inputs are those of the network where they are no constants. */
export const alone = (
  of: Pick<Operator, 'kind' | 'options'>,
  given: readonly Draft[],
  outputs: readonly Draft[],
): Graph => {
  const [ids, made] = [given.map((_, id) => id), outputs.map((_, at) => given.length + at)];
  return network(
    [...given, ...outputs],
    [{ ...of, inputs: ids, outputs: made } as Omit<Operator, 'index'>],
    ids.filter((id) => !given[id]?.data),
    made,
  );
};
