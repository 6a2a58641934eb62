import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { aims } from '../../host/compile/tiles.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { importModel } from '../../host/model/import-model.ts';
import { execute } from '../../host/profile/execute.ts';
import { splitInputs } from '../../host/run/records.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { benchModels } from '../../tools/bench/models.ts';

/** Code and constants without weights that an image may have. */
const MOST_BYTES = { speed: 24 * 1024, size: 12 * 1024 };

describe('--optimize', () => {
  for (const id of ['pico-emulated', 'cortex-m4-qemu'] as const)
    for (const { name, path } of benchModels())
      it(`${id}: ${name} is fast, or small, and gives the same bytes`, async () => {
        const board = { ...boards[id], id };
        const graph = await importModel(path);
        const [fast, small] = await Promise.all(
          aims.map(async (aim) => {
            const model = await compileGraph(graph, { target: board.target, aim });
            const inputs = splitInputs(seededInput(model.inputs.reduce((sum, { bytes }) => sum + bytes, 0)), model);
            const session = await instantiate(model);
            const image = await buildFirmware(model, board);
            const { layers } = execute(image, model, board, session, [inputs]);
            const { code, rodata, weights } = image.sizes;
            assert.ok(code + rodata <= MOST_BYTES[aim], `${aim}: ${code + rodata} bytes`);
            return {
              outputs: session.infer(inputs),
              bytes: code + rodata + weights,
              instructions: layers.reduce((sum, layer) => sum + layer.instructions, 0),
            };
          }),
        );
        assert.ok(fast && small);
        assert.deepEqual(small.outputs, fast.outputs);
        assert.ok(small.bytes < fast.bytes, `${small.bytes} bytes, ${fast.bytes} for speed`);
        assert.ok(fast.instructions < small.instructions, `${fast.instructions}, ${small.instructions} for size`);
      });
});
