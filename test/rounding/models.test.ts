import assert from 'node:assert/strict';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { withRounding } from '../../host/compile/with-rounding.ts';
import { importModel } from '../../host/model/import-model.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { goldenModel, modelNames } from '../support/golden-models.ts';
import { cut } from '../support/operators/cut.ts';
import { type Machine, targetsRounding } from '../support/operators/targets.ts';

/** Of the others, mnist_lstm_int8 differs by what its LSTM does: see docs/rounding.md. */
const names = [...modelNames, 'mcunet_vww', 'keyword_scrambled_8bit', 'toycar_fullint_micro'] as const;
/** Records that emulated processors run. */
const RECORDS_ON_CORES = 1;

/** The bytes of some of an output's channels. */
const ofChannels = (bytes: Buffer, count = 1, channels?: readonly number[]): Buffer =>
  channels ? Buffer.from(bytes.filter((_, index) => channels.includes(index % count))) : bytes;

describe('rounding xnnpack: models equal TensorFlow Lite with XNNPACK, byte for byte', () => {
  for (const name of names) {
    const golden = goldenModel(name, 'xnnpack');
    for (const { name: target, open } of targetsRounding('xnnpack')) {
      if (!golden) {
        it(`${name} on ${target} (needs ../shared/golden/${name})`);
        continue;
      }
      it(`${name} on ${target}, every layer`, async () => {
        const graph = await importModel(golden.path);
        const { tensors } = applyPasses(withRounding(graph, 'xnnpack'));
        const sizes = graph.inputs.map((id) => tensorBytes(graph.tensors[id] as (typeof graph.tensors)[number]));
        const expected = new Map(golden.layers.map(({ operatorIndex, outputs }) => [operatorIndex, outputs]));
        const machines: readonly Machine[] = await open(graph);
        for (const { where, infer, close } of machines) {
          const count: number = where === 'on the core' ? RECORDS_ON_CORES : golden.records.length;
          for (const [record, { input, output }] of golden.records.slice(0, count).entries()) {
            const outputs: Uint8Array[] = await infer(
              cut(input, sizes),
              ({ operatorIndex, outputs: [made] }, bytes) => {
                const all = expected.get(operatorIndex)?.[record];
                const tensor = made?.tensor ?? -1;
                if (!all) return;
                const left = ofChannels(all, graph.tensors[tensor]?.shape.at(-1), tensors[tensor]?.channels);
                assert.deepEqual(Buffer.from(bytes), left, `${where}, record ${record}, operator ${operatorIndex}`);
              },
            );
            assert.deepEqual(Buffer.concat(outputs), output, `${where}, record ${record}`);
          }
          close?.();
        }
      });
    }
  }
});
