import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { boards } from '../../boards/index.gen.ts';
import { explain } from '../../host/explain/explain.ts';
import { kernelNotes } from '../../host/explain/kernels.ts';
import { measureLayers, type Sample } from '../../tools/costs/measure.ts';
import { nonNegativeLeastSquares } from '../../tools/costs/nnls.ts';
import { Random } from '../support/random.ts';
import { shapeClasses, signClasses } from '../support/shape-classes.ts';

const SEED = 11;

describe('explanations of layers', () => {
  for (const id of ['pico-emulated', 'cortex-m4-qemu'] as const) {
    const board = { ...boards[id], id };
    it(`${id}: expect what layers of other shapes take (otherwise: npx tsx tools/gen-costs.ts)`, async () => {
      const samples: Sample[] = [];
      for (const { graph } of [...shapeClasses, signClasses])
        samples.push(...(await measureLayers(graph, board, new Random(SEED))));
      for (const { layer, instructions } of samples) {
        const explanation = explain(layer, board.target);
        assert.ok(explanation, layer.kernel);
        const { low, high } = explanation.expected;
        const band = `${layer.kernel} ${layer.outputs[0]?.shape}: ${instructions}, not ${low} … ${high}`;
        assert.ok(instructions > 0.8 * low && instructions < 1.2 * high, band);
        assert.ok(high < 3 * low, band);
        const { shares } = explanation;
        if (shares) assert.ok(Math.abs((shares.products ?? 0) + shares.outputs + shares.moving - 1) < 1e-9);
      }
      assert.ok(samples.length > 20);
    });
  }

  it('know no kernel that is not there', () => {
    const kernels = readdirSync(new URL('../../assembly/kernels', import.meta.url)).map((file) => file.split('.')[0]);
    assert.deepEqual(
      Object.keys(kernelNotes).filter((kernel) => !kernels.includes(kernel)),
      [],
    );
  });

  it('rest on least squares without negative costs', () => {
    const rows = [
      [1, 0, 2],
      [1, 5, 1],
      [1, 3, 9],
      [1, 7, 4],
    ];
    const exact = rows.map(([, second = 0, third = 0]) => 3 + 2 * second + 0.5 * third);
    for (const [at, cost] of [3, 2, 0.5].entries())
      assert.ok(Math.abs((nonNegativeLeastSquares(rows, exact)[at] ?? 0) - cost) < 1e-6);
    const falling = rows.map(([, second = 0]) => 40 - second);
    assert.ok(nonNegativeLeastSquares(rows, falling).every((cost) => cost >= 0));
  });
});
