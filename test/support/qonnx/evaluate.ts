import type { Graph, Operator, OperatorOf, Tensor } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';

/**
 * The operators that QONNX networks become by brute force, for tests: thresholds counted one by one, products added one by one. It
 * shares nothing with kernels or lowering but the shapes of tensors.
 */
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const read = ({ dtype, shape }: Tensor, bytes: Uint8Array): number[] => {
  const at = view(bytes);
  return Array.from({ length: elements(shape) }, (_, index) => {
    if (dtype === 'float32') return at.getFloat32(4 * index, true);
    if (dtype === 'float64') return at.getFloat64(8 * index, true);
    return dtype === 'int32' ? at.getInt32(4 * index, true) : at.getInt8(index);
  });
};

const write = ({ dtype }: Tensor, values: readonly number[]): Uint8Array => {
  if (dtype === 'float32') return new Uint8Array(Float32Array.from(values).buffer);
  return new Uint8Array(dtype === 'int32' ? Int32Array.from(values).buffer : Int8Array.from(values).buffer);
};

/** Sign and magnitude as one number: in the order of reals, -0 before 0. */
const inOrder = (bytes: Uint8Array): number[] =>
  read({ dtype: 'int32', shape: [bytes.length / 4] } as unknown as Tensor, bytes).map((word) =>
    word < 0 ? -(word & 0x7fffffff) - 1 : word,
  );

const rowOf = (index: number, { shape }: Tensor, axis: number, rows: number): number =>
  rows === 1 ? 0 : Math.floor(index / elements(shape.slice(axis + 1))) % rows;

type Given = readonly { readonly tensor: Tensor; readonly bytes: Uint8Array }[];
const valuesOf = (given: Given, at: number): number[] => {
  const { tensor, bytes } = given[at] as Given[number];
  return read(tensor, bytes);
};

const levels = ({ options }: OperatorOf<'QonnxLevels'>, given: Given): number[] => {
  const [{ tensor, bytes }] = given as [Given[number]];
  const values = tensor.dtype === 'float32' ? inOrder(bytes) : read(tensor, bytes);
  return levelsOf(values, tensor, options.axis, given.slice(1));
};

const levelsOf = (values: readonly number[], tensor: Tensor, axis: number, given: Given): number[] => {
  const [rows = 1, count = 1] = given[0]?.tensor.shape ?? [];
  const [bounds, results] = [valuesOf(given, 0), valuesOf(given, 1)];
  return values.map((value, index) => {
    const row = rowOf(index, tensor, axis, rows);
    const reached = bounds.slice(row * count, (row + 1) * count).filter((bound) => bound <= value).length;
    return results[row * (count + 1) + reached] as number;
  });
};

const real = ({ options }: OperatorOf<'QonnxReal'>, given: Given): number[] => {
  const { tensor } = given[0] as Given[number];
  const lines = valuesOf(given, 1);
  return valuesOf(given, 0).map((value, index) => {
    const row = rowOf(index, tensor, options.axis, lines.length / 4);
    const [factor = 0, offset = 0, low = 0, high = 0] = lines.slice(4 * row, 4 * row + 4);
    return Math.min(Math.max(factor * value + offset, low), high);
  });
};

const sums = ({ options }: OperatorOf<'QonnxSums'>, given: Given, tensor: Tensor): number[] => {
  const y = tensor.shape;
  const [x, w] = [valuesOf(given, 0), valuesOf(given, 1)];
  const [, inH = 1, inW = 1, channels = 1] = given[0]?.tensor.shape ?? [];
  const [filters = 1, kernelH = 1, kernelW = 1, own = 1] = given[1]?.tensor.shape ?? [];
  const [, outH = 1, outW = 1] = y;
  const totals = Array.from({ length: elements(y) }, (_, index) => {
    const filter = index % filters;
    const group = Math.floor((filter * channels) / own / filters);
    const [ox, oy] = [Math.floor(index / filters) % outW, Math.floor(index / filters / outW) % outH];
    const image = Math.floor(index / filters / outW / outH);
    let sum = 0;
    for (let tap = 0; tap < kernelH * kernelW; tap++) {
      const row = oy * options.strideH + Math.floor(tap / kernelW) * options.dilationH - options.padTop;
      const column = ox * options.strideW + (tap % kernelW) * options.dilationW - options.padLeft;
      if (row < 0 || column < 0 || row >= inH || column >= inW) continue;
      for (let channel = 0; channel < own; channel++) {
        const value = x[((image * inH + row) * inW + column) * channels + group * own + channel] as number;
        sum += (value - options.zero) * (w[(filter * kernelH * kernelW + tap) * own + channel] as number);
      }
    }
    return sum;
  });
  return given.length > 2 ? levelsOf(totals, tensor, y.length - 1, given.slice(2)) : totals;
};

const evaluated = (operator: Operator, given: Given, y: Tensor): number[] => {
  if (operator.kind === 'QonnxLevels') return levels(operator, given);
  if (operator.kind === 'QonnxReal') return real(operator, given);
  if (operator.kind === 'QonnxSums') return sums(operator, given, y);
  if (operator.kind !== 'QonnxAdd') throw new RangeError(`${operator.kind} is none of QONNX networks'`);
  const { first, second, offset } = operator.options;
  const other = valuesOf(given, 1);
  return valuesOf(given, 0).map((value, at) => first * value + second * (other[at] as number) + offset);
};

/** The output of a graph's one operator. */
export const evaluateQonnx = ({ tensors, operators, inputs }: Graph, records: readonly Uint8Array[]): Uint8Array => {
  const [operator] = operators as [Operator];
  const given = operator.inputs.map((id) => {
    const tensor = tensors[id] as Tensor;
    return { tensor, bytes: tensor.data ?? (records[inputs.indexOf(id)] as Uint8Array) };
  });
  const y = tensors[operator.outputs[0] as number] as Tensor;
  return write(y, evaluated(operator, given, y));
};
