import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Constant, readTensor } from '../../host/model/onnx/constant.ts';
import { decodeModel } from '../../host/model/onnx/decode.ts';
import type { GraphProto, TensorProto } from '../../host/model/onnx/schema.ts';
import { encodeModel } from './onnx-file.ts';

/** Where Debian's package libonnx-testdata puts ONNX's own tests of operators. */
const FOLDER = '/usr/share/libonnx-testdata/data/node';

export const hasTestdata = existsSync(FOLDER);

/** A file that holds one TensorProto, as if it were the only constant of a model. */
const tensorProto = (file: string): TensorProto => {
  const graph = new BinaryWriter().tag(5, WireType.LengthDelimited).bytes(readFileSync(file)).finish();
  const model = new BinaryWriter().tag(7, WireType.LengthDelimited).bytes(graph).finish();
  return decodeModel(model).graph?.initializer[0] as TensorProto;
};

/** One of ONNX's tests: the inputs named in `bound` become constants, as a quantised network has them. */
export const testdata = (
  name: string,
  bound: readonly string[],
): { readonly file: Uint8Array; readonly inputs: readonly Constant[]; readonly outputs: readonly Constant[] } => {
  const folder = `${FOLDER}/${name}`;
  const model = decodeModel(readFileSync(`${folder}/model.onnx`));
  const graph = model.graph as GraphProto;
  const set = `${folder}/test_data_set_0`;
  const read = (kind: string): TensorProto[] =>
    readdirSync(set)
      .filter((file) => file.startsWith(kind))
      .map((_, index) => tensorProto(`${set}/${kind}_${index}.pb`));
  const given = read('input').map((tensor, index) => ({ ...tensor, name: graph.input[index]?.name ?? '' }));
  const constants = given.filter((tensor) => bound.includes(tensor.name));
  const changed = {
    ...model,
    graph: {
      ...graph,
      initializer: [...graph.initializer, ...constants],
      input: graph.input.filter((input) => !bound.includes(input.name)),
    },
  };
  return {
    file: encodeModel(changed as unknown as Parameters<typeof encodeModel>[0]),
    inputs: given.filter((tensor) => !bound.includes(tensor.name)).map(readTensor),
    outputs: read('output').map(readTensor),
  };
};
