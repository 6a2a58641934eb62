import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import type { Graph, Operator } from '../../../host/model/graph.ts';
import { importModel } from '../../../host/model/import-model.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { elements } from '../../../host/model/shapes.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { goldenModel } from '../../support/golden-models.ts';
import { itShared } from '../../support/shared.ts';
import { loadTflite } from '../../support/tfjs-tflite.ts';

const twins = ['kws_ref_model', 'vww_96_int8', 'pretrainedResnet_quant', 'ad01_int8'] as const;

const hasNoPads = (graph: Graph, { inputs }: Operator): boolean =>
  elements(graph.tensors[inputs[1] ?? -1]?.shape.slice(1, 3) ?? []) === 1;

/**
 * What an operator is and reads, apart from names. Fused activations cut off no code here, since zero points are at the end,
 * and a window of one element is the same under both rules of padding.
 */
const essence = (graph: Graph, operator: Operator) => ({
  kind: operator.kind,
  options: { ...operator.options, activation: undefined, ...(hasNoPads(graph, operator) && { padding: undefined }) },
  constants: operator.kind === 'RESHAPE' ? [] : operator.inputs.map((id) => graph.tensors[id]?.data?.toString()),
  tensors: operator.outputs.map((id) => {
    const { shape, dtype, quantization } = graph.tensors[id] as Graph['tensors'][number];
    return { shape, dtype, quantization };
  }),
});

describe('the QDQ twins of MLPerf Tiny', () => {
  for (const name of twins) {
    const file = ['models', 'onnx-qdq', `${name}.onnx`];
    itShared(`${name} is the network of its .tflite, operator by operator`, file, async (path) => {
      const tflite = importTflite(readFileSync(path.replace('onnx-qdq/', '').replace('.onnx', '.tflite')));
      const onnx = await importModel(path);
      assert.deepEqual(
        onnx.operators.map((operator) => essence(onnx, operator)),
        tflite.operators.map((operator) => essence(tflite, operator)),
      );
    });
    itShared(`${name} gives TensorFlow Lite Micro's outputs, byte for byte`, file, async (path) => {
      const golden = goldenModel(name);
      const { infer } = await instantiate(await compileGraph(importOnnx(readFileSync(path))));
      for (const { input, output } of golden?.records ?? [])
        assert.deepEqual(Buffer.from(infer([input])[0] ?? []), output);
      assert.ok(golden && golden.records.length > 0);
    });
    itShared(`${name}, written as .tflite, is what TensorFlow Lite computes of the original`, file, async (path) => {
      const original = readFileSync(path.replace('onnx-qdq/', '').replace('.onnx', '.tflite'));
      const [ours, theirs] = [
        await loadTflite(writeTflite(importOnnx(readFileSync(path)))),
        await loadTflite(original),
      ];
      for (const { input } of goldenModel(name)?.records.slice(0, 8) ?? [])
        assert.deepEqual(ours([input]), theirs([input]));
    });
  }
});
