import { compileGraph } from '../../host/compile/compile-graph.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { importModel } from '../../host/model/import-model.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { inferOnBoard, picoEmulated, startBoard } from '../support/board.ts';
import { assertGolden } from '../support/golden-file.ts';
import { demoModel } from '../support/spawn.ts';

describe('cycles of every layer of the demo model on the emulated Pico', () => {
  it('are those of the golden file', async () => {
    const model = await compileGraph(await importModel(demoModel));
    const board = startBoard(await buildFirmware(model, picoEmulated));
    try {
      const { layers, results } = await inferOnBoard(board, seededInput(784), 10);
      const rows = layers.map(({ layer, cycles }) => {
        const { kernel, macs } = model.layers[layer] as (typeof model.layers)[number];
        return `${String(layer).padStart(2)} ${kernel.padEnd(20)} ${String(macs).padStart(7)} MACs ${String(cycles).padStart(9)} cycles`;
      });
      const head =
        '# models/demo/fashion.tflite, input seed 1, emulated Cortex-M0+; UPDATE_GOLDEN=1 npm test rewrites this file';
      const sum = layers.reduce((total, { cycles }) => total + cycles, 0);
      const between = Number(results[0]?.cycles) - sum;
      assertGolden('fashion-cycles.txt', `${head}\n${rows.join('\n')}\nfrom layer to layer ${between} cycles\n`);
    } finally {
      board.stop();
    }
  });
});
