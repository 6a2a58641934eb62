import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { importModel } from '../../host/model/import-model.ts';
import { valuesOf } from '../../host/model/values.ts';
import { splitInputs } from '../../host/run/records.ts';
import { goldenModel, realNames } from '../support/golden-models.ts';
import { itShared, sharedPath } from '../support/shared.ts';

/** How far TensorFlow Lite's outputs are from TensorFlow Lite Micro's (the models' manifests in ../shared/golden, `agreement`). */
const furthest: Readonly<Record<(typeof realNames)[number], number>> = {
  vww_96_float: 2.69e-7,
  pretrainedResnet_float: 4.58e-6,
  ad01_fp32: 8.02e-5,
};

describe('networks of real numbers', () => {
  for (const name of realNames) {
    const golden = goldenModel(name);
    const folder = sharedPath('golden', name);
    if (!golden || !folder) {
      it(`${name} (needs ../shared/golden/${name})`);
      continue;
    }
    const { records, path } = golden;
    for (const target of [undefined, 'node'] as const)
      it(`${name}: ${records.length} records equal TensorFlow Lite Micro, ${target ? 'with vectors' : 'without'}`, async () => {
        const model = await compileGraph(await importModel(path), { ...(target && { target }) });
        const { infer } = await instantiate(model);
        for (const { input, output } of records)
          assert.deepEqual(Buffer.concat(infer(splitInputs(input, model))), output);
      });

    it(`${name}: TensorFlow Lite, which adds up in another order, is ${furthest[name]} away at most`, async () => {
      const model = await compileGraph(await importModel(path));
      const { infer } = await instantiate(model);
      const ours = records.flatMap(({ input }) => valuesOf('float32', Buffer.concat(infer(splitInputs(input, model)))));
      const theirs = valuesOf('float32', readFileSync(`${folder}/out0.xnnpack.bin`));
      assert.equal(ours.length, theirs.length);
      const distance = Math.max(...ours.map((value, at) => Math.abs(value - (theirs[at] as number))));
      assert.ok(distance > 0 && distance <= furthest[name], `${distance}`);
    });

    it(`${name}: boards refuse it, and say what to do`, async () => {
      const graph = await importModel(path);
      for (const target of ['thumbv6m', 'thumbv7em'] as const)
        for (const aim of ['speed', 'size'] as const)
          await assert.rejects(compileGraph(graph, { target, aim }), {
            code: 'NOT_QUANTIZED',
            message: /^boards run int8 networks, this one is float32: /,
            remedy: /^Quantise the model fully to int8; .*--board node/,
          });
    });
  }

  for (const [name, operator] of [
    ['toycar_hybrid', 'FULLY_CONNECTED'],
    ['kws_ref_model_float32', 'CONV_2D'],
  ])
    itShared(`${name}: real activations with int8 weights are refused by name`, ['models', `${name}.tflite`], (path) =>
      assert.rejects(importModel(path), {
        code: 'UNSUPPORTED_OPERATOR',
        message: new RegExp(`${operator} with float32 activations and int8 weights, which is mixed arithmetic`),
        remedy: /^Quantise the model fully to int8/,
      }),
    );
});
