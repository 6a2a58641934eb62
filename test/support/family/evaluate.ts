import type { Graph, Tensor } from '../../../host/model/graph.ts';
import { evaluateLarq } from '../larq/evaluate.ts';
import { evaluateQonnx } from '../qonnx/evaluate.ts';
import { evaluateTflite } from './tflite.ts';

/** All values of a network by their tensors' ids, by the evaluators of Larq's, of QONNX and of TensorFlow Lite Micro's operators. */
export const evaluateTensors = (graph: Graph, record: Uint8Array): ReadonlyMap<number, Uint8Array> => {
  const { tensors, operators, inputs } = graph;
  const values = new Map(tensors.flatMap(({ id, data }) => (data ? [[id, data] as const] : [])));
  values.set(inputs[0] as number, record);
  for (const operator of operators) {
    const [x = -1] = operator.inputs;
    const y = tensors[operator.outputs[0] as number] as Tensor;
    const alone = { ...graph, operators: [operator], inputs: [x] };
    const given = operator.inputs.flatMap((id) => {
      const [tensor, bytes] = [tensors[id], values.get(id)];
      return tensor && bytes ? [{ tensor, bytes }] : [];
    });
    const own = values.get(x) as Uint8Array;
    const made = operator.kind.startsWith('Lce')
      ? evaluateLarq(alone, own)
      : operator.kind.startsWith('Qonnx')
        ? evaluateQonnx(alone, [own])
        : evaluateTflite(operator, given, y);
    values.set(y.id, made);
  }
  return values;
};
