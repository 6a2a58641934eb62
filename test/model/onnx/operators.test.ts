import assert from 'node:assert/strict';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import { instantiate } from '../../../host/execute/session.ts';
import { decodeModel } from '../../../host/model/onnx/decode.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { Refusals } from '../../../host/model/onnx/refusal.ts';
import { translate } from '../../../host/model/onnx/translate.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { onnxCases } from '../../support/onnx-cases/all.ts';
import { type Model, modelFile } from '../../support/onnx-model.ts';
import { evaluate } from '../../support/onnx-reference/evaluate.ts';
import { QdqNetwork, randomCodes } from '../../support/qdq-network.ts';
import { Random } from '../../support/random.ts';
import { loadTflite } from '../../support/tfjs-tflite.ts';
import { withoutKernel } from '../../support/without-kernel.ts';

const SEED = 20261130;
const RUNS = 3;

type Run = (inputs: readonly Uint8Array[]) => Uint8Array | Int8Array;

/** Runs a network on random codes and compares each code with the exact value. */
const assertComputes = (model: Model, run: Run, off: number, random: Random): void => {
  for (let count = 0; count < RUNS; count++) {
    const codes = randomCodes(model, random);
    const exact = evaluate(model, codes).values;
    const bytes = run(Object.keys(model.inputs).map((name) => Uint8Array.from(codes[name] as number[])));
    const Codes = Object.values(model.outputs)[0]?.dtype === 'uint8' ? Uint8Array : Int8Array;
    const made = new Codes(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
    assert.equal(made.length, exact.length);
    const worst = exact.reduce((far, value, index) => Math.max(far, Math.abs(value - (made[index] as number))), 0);
    assert.ok(worst <= off, `${worst} off`);
  }
};

describe('ONNX operators', () => {
  for (const { what, kinds, off = 0.5, build } of onnxCases) {
    describe(what, () => {
      const model = build(new QdqNetwork(new Random(SEED)));
      const file = modelFile(model);

      it(`becomes ${kinds}`, () => {
        const graph = translate(decodeModel(file), 'test', new Refusals());
        assert.equal(graph.operators.map(({ kind }) => kind).join(' '), kinds);
      });

      it('computes what ONNX says, in TensorFlow Lite', async () => {
        const run = await loadTflite(writeTflite(translate(decodeModel(file), 'test', new Refusals())));
        // One rounding of a float32 product.
        assertComputes(model, run, off + 0.001, new Random(SEED));
      });

      it('computes what ONNX says, in ours', async function () {
        const reason = withoutKernel(() => importOnnx(file));
        if (reason) {
          if (this.test) this.test.title += ` (${reason})`;
          return this.skip();
        }
        const { infer } = await instantiate(await compileGraph(importOnnx(file)));
        // Two roundings, the first to at least one bit more than the result has.
        assertComputes(model, (inputs) => infer(inputs)[0] as Uint8Array, off + 0.26, new Random(SEED));
      });
    });
  }
});
