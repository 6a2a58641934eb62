/**
 * The part of ONNX's messages that the importer reads (onnx/onnx.proto3), as tables of fields: number → name, kind and, of a
 * message, its own table. Fields that stand in no table are skipped. Subgraphs are among them: the operators that have any are
 * refused by name.
 */
export type Kind =
  | 'int'
  | 'ints'
  | 'float'
  | 'floats'
  | 'doubles'
  | 'text'
  | 'texts'
  | 'bytes'
  | 'bytesList'
  | 'message'
  | 'messages';

export interface Field {
  readonly name: string;
  readonly kind: Kind;
  /** Of `message` and `messages`. */
  readonly of?: Fields;
}

export type Fields = Readonly<Record<number, Field>>;

const field = (name: string, kind: Kind, of?: Fields): Field => ({ name, kind, ...(of && { of }) });

/** int64 values as numbers: those beyond 2^53 lose their last bits, which no extent, axis or index has. */
export interface TensorProto {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly floatData: readonly number[];
  readonly int32Data: readonly number[];
  readonly int64Data: readonly number[];
  readonly doubleData: readonly number[];
  readonly uint64Data: readonly number[];
  readonly name: string;
  readonly rawData?: Uint8Array;
  /** 1: in another file. */
  readonly dataLocation: number;
}

const tensor: Fields = {
  1: field('dims', 'ints'),
  2: field('dataType', 'int'),
  4: field('floatData', 'floats'),
  5: field('int32Data', 'ints'),
  7: field('int64Data', 'ints'),
  8: field('name', 'text'),
  9: field('rawData', 'bytes'),
  10: field('doubleData', 'doubles'),
  11: field('uint64Data', 'ints'),
  14: field('dataLocation', 'int'),
};

export interface AttributeProto {
  readonly name: string;
  readonly f: number;
  readonly i: number;
  readonly s?: Uint8Array;
  readonly t?: TensorProto;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly strings: readonly Uint8Array[];
  /** 0 in files older than the field. */
  readonly type: number;
}

const attribute: Fields = {
  1: field('name', 'text'),
  2: field('f', 'float'),
  3: field('i', 'int'),
  4: field('s', 'bytes'),
  5: field('t', 'message', tensor),
  7: field('floats', 'floats'),
  8: field('ints', 'ints'),
  9: field('strings', 'bytesList'),
  20: field('type', 'int'),
};

export interface NodeProto {
  /** Names of values; an empty one is an omitted input. */
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly attribute: readonly AttributeProto[];
}

const node: Fields = {
  1: field('input', 'texts'),
  2: field('output', 'texts'),
  3: field('name', 'text'),
  4: field('opType', 'text'),
  5: field('attribute', 'messages', attribute),
  7: field('domain', 'text'),
};

export interface ValueInfoProto {
  readonly name: string;
  readonly type?: {
    /** Absent of sequences, maps and optionals. */
    readonly tensorType?: {
      readonly elemType: number;
      readonly shape?: { readonly dim: readonly { readonly dimValue?: number; readonly dimParam: string }[] };
    };
  };
}

const dimension: Fields = { 1: field('dimValue', 'int'), 2: field('dimParam', 'text') };
const tensorType: Fields = {
  1: field('elemType', 'int'),
  2: field('shape', 'message', { 1: field('dim', 'messages', dimension) }),
};
const valueInfo: Fields = {
  1: field('name', 'text'),
  2: field('type', 'message', { 1: field('tensorType', 'message', tensorType) }),
};

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly name: string;
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
  /** Only counted: sparse constants are refused. */
  readonly sparseInitializer: readonly object[];
}

const graph: Fields = {
  1: field('node', 'messages', node),
  2: field('name', 'text'),
  5: field('initializer', 'messages', tensor),
  11: field('input', 'messages', valueInfo),
  12: field('output', 'messages', valueInfo),
  15: field('sparseInitializer', 'messages', {}),
};

export interface ModelProto {
  readonly irVersion: number;
  readonly graph?: GraphProto;
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
  /** Only counted: operators that the file defines itself are refused. */
  readonly functions: readonly object[];
}

export const model: Fields = {
  1: field('irVersion', 'int'),
  7: field('graph', 'message', graph),
  8: field('opsetImport', 'messages', { 1: field('domain', 'text'), 2: field('version', 'int') }),
  25: field('functions', 'messages', {}),
};
