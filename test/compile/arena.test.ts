import assert from 'node:assert/strict';
import { lowerGraph } from '../../host/compile/lower-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { importModel } from '../../host/model/import-model.ts';
import { modelNames } from '../support/golden-models.ts';
import { itShared } from '../support/shared.ts';

describe('arena', () => {
  for (const name of modelNames)
    itShared(`${name}: within 2 % of what no plan is smaller than`, ['models', `${name}.tflite`], async (path) => {
      const graph = applyPasses(await importModel(path));
      for (const tiles of ['scalar', 'simd128', 'armv6m', 'dsp'] as const) {
        const { bytes, lowerBoundBytes } = lowerGraph(graph, tiles).arena;
        assert.ok(bytes <= 1.02 * lowerBoundBytes, `${tiles}: ${bytes} bytes, bound ${lowerBoundBytes}`);
      }
    });
});
