import { elements } from '../../host/model/shapes.ts';
import { type Draft, encodeModel } from './onnx-file.ts';

/** TensorProto.DataType */
const dataTypes = { float32: 1, uint8: 2, int8: 3, int16: 5, int32: 6, int64: 7, bool: 9, int4: 22 } as const;
export type DataType = keyof typeof dataTypes;

/** Constants by name: type, shape and elements. */
export interface Initializer {
  readonly dtype: DataType;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Numbers are ints unless they have a fraction or stand in `floats`. */
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly name?: string;
  readonly domain?: string;
}

export interface Ends {
  readonly [name: string]: { readonly dtype: DataType; readonly shape: readonly (number | string)[] };
}

/** A small ONNX network as tests write it down. */
export interface Model {
  readonly opset?: number;
  readonly inputs: Ends;
  readonly outputs: Ends;
  readonly nodes: readonly Node[];
  readonly constants?: Readonly<Record<string, Initializer>>;
}

const tensorDraft = (name: string, { dtype, shape, values }: Initializer): Draft => ({
  name,
  dims: shape,
  dataType: dataTypes[dtype],
  ...(dtype === 'float32' ? { floatData: values } : dtype === 'int64' ? { int64Data: values } : { int32Data: values }),
});

const attributeDraft = (name: string, value: number | string | readonly number[]): Draft => {
  if (typeof value === 'string') return { name, type: 3, s: new TextEncoder().encode(value) };
  return typeof value === 'number' ? { name, type: 2, i: value } : { name, type: 7, ints: value };
};

const nodeDraft = ({ type, inputs, outputs, attributes = {}, floats = {}, name = '', domain = '' }: Node): Draft => ({
  input: inputs,
  output: outputs,
  name,
  opType: type,
  domain,
  attribute: [
    ...Object.entries(attributes).map(([key, value]) => attributeDraft(key, value)),
    ...Object.entries(floats).map(([key, f]) => ({ name: key, type: 1, f })),
  ],
});

const endsDraft = (ends: Ends): Draft[] =>
  Object.entries(ends).map(([name, { dtype, shape }]) => ({
    name,
    type: {
      tensorType: {
        elemType: dataTypes[dtype],
        shape: {
          dim: shape.map((extent) => (typeof extent === 'string' ? { dimParam: extent } : { dimValue: extent })),
        },
      },
    },
  }));

export const modelDraft = ({ opset = 13, inputs, outputs, nodes, constants = {} }: Model): Draft => ({
  irVersion: 8,
  opsetImport: [
    { domain: '', version: opset },
    { domain: 'com.microsoft', version: 1 },
  ],
  graph: {
    name: 'test',
    node: nodes.map(nodeDraft),
    initializer: Object.entries(constants).map(([name, constant]) => tensorDraft(name, constant)),
    input: endsDraft(inputs),
    output: endsDraft(outputs),
  },
});

export const modelFile = (model: Model): Uint8Array => encodeModel(modelDraft(model));

export const filled = (dtype: DataType, shape: readonly number[], next: (index: number) => number): Initializer => ({
  dtype,
  shape,
  values: Array.from({ length: elements(shape) }, (_, index) => next(index)),
});

export const scalar = (dtype: DataType, value: number): Initializer => ({ dtype, shape: [], values: [value] });
