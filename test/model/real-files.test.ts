import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Quantization } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples, withOperator, withTensor } from '../support/graphs.ts';
import { refusalOfFile } from '../support/refusal.ts';
import { itShared } from '../support/shared.ts';
import { patched } from '../support/tflite-fields.ts';

const { CONV_2D, FULLY_CONNECTED } = samples;
const file = writeTflite(CONV_2D);

/** What a network of one input answers to 0, 1, 2 … */
const answer = async (graph: Graph): Promise<Int8Array> => {
  const model = await compileGraph(graph);
  const { infer } = await instantiate(model);
  const inputs = model.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, (_, at) => at));
  return new Int8Array((infer(inputs)[0] as Uint8Array).buffer);
};

const quantizationOf = (graph: Graph, id: number): Quantization => graph.tensors[id]?.quantization as Quantization;

describe('what exporters have written over the years', () => {
  it('operators named in the old field, in the new one, or in both', () => {
    for (const field of ['code 0 builtin', 'code 0 deprecated'])
      assert.deepEqual(importTflite(patched(file, field, 0), CONV_2D.name), importTflite(file, CONV_2D.name), field);
    const late = writeTflite(samples.BROADCAST_TO);
    assert.match(refusalOfFile(patched(late, 'code 0 builtin', 0))?.message ?? '', /BUILTIN_127|PLACEHOLDER/);
  });

  it('a bias quantised along an axis that it has not (TOCO)', async () => {
    const bias = CONV_2D.operators[0]?.inputs[2] as number;
    const old = withTensor(CONV_2D, bias, { quantization: { scales: [1, 1, 1], zeroPoints: [0, 0, 0], axis: 3 } });
    assert.deepEqual(await answer(importTflite(writeTflite(old))), await answer(CONV_2D));
  });

  it('weights of a scale so small that nothing of their channel is left', async () => {
    const weights = CONV_2D.operators[0]?.inputs[1] as number;
    const { scales, ...rest } = quantizationOf(CONV_2D, weights);
    const tiny = withTensor(CONV_2D, weights, { quantization: { ...rest, scales: [1e-30, ...scales.slice(1)] } });
    const channels = CONV_2D.tensors[weights]?.shape[0] as number;
    const zero = quantizationOf(CONV_2D, CONV_2D.outputs[0] as number).zeroPoints[0];
    const [dead, alive] = [await answer(tiny), await answer(CONV_2D)];
    dead.forEach((value, at) => {
      assert.equal(value, at % channels === 0 ? zero : alive[at], `element ${at}`);
    });
  });

  it('FULLY_CONNECTED with a bias of -1, or with none', async () => {
    const answers = await Promise.all(
      [
        [0, 1, -1],
        [0, 1],
      ].map((inputs) => answer(importTflite(writeTflite(withOperator(FULLY_CONNECTED, { inputs }))))),
    );
    assert.deepEqual(answers[0], answers[1]);
  });

  // Their answers: test/execute/models.test.ts.
  itShared('reals at the ends, PAD before VALID, NCHW inputs, MEAN', ['models', 'mcunet_vww.tflite'], (path) => {
    const { operators, tensors, inputs, outputs } = importTflite(readFileSync(path));
    for (const id of [...inputs, ...outputs]) assert.equal(tensors[id]?.dtype, 'float32');
    const kinds = operators.map(({ kind }) => kind);
    assert.deepEqual([kinds[0], kinds.at(-1)], ['QUANTIZE', 'DEQUANTIZE']);
    for (const kind of ['TRANSPOSE', 'MEAN'] as const) assert.ok(kinds.includes(kind), kind);
    const padded = operators.filter(({ kind }) => kind === 'PAD').flatMap((pad) => pad.outputs);
    const readers = operators.filter((operator) => padded.includes(operator.inputs[0] as number));
    assert.ok(readers.some(({ options }) => 'padding' in options && options.padding === 'valid'));
  });

  itShared('int16 in and int32 out', ['models', 'keyword_scrambled_8bit.tflite'], (path) => {
    const { tensors, inputs, outputs } = importTflite(readFileSync(path));
    assert.deepEqual(
      [inputs, outputs].map(([id = -1]) => tensors[id]?.dtype),
      ['int16', 'int32'],
    );
  });

  itShared('int8 weights of real activations, which are refused', ['models', 'toycar_hybrid.tflite'], (path) => {
    const error = refusalOfFile(readFileSync(path));
    assert.equal(error?.code, 'UNSUPPORTED_OPERATOR');
    assert.match(error?.message ?? '', /FULLY_CONNECTED with float32/);
    assert.match(error?.remedy ?? '', /Quantise the model fully to int8/);
  });

  itShared('shapes with a signature of -1', ['models', 'hello_world_int8.tflite'], (path) => {
    const { tensors, inputs } = importTflite(readFileSync(path));
    assert.deepEqual(tensors[inputs[0] as number]?.shape, [1, 1]);
  });
});
