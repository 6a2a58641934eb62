import assert from 'node:assert/strict';
import { paretoSet } from '../../host/compare/pareto.ts';
import type { Figure } from '../../host/metrics/figures.ts';

const figures = (values: Readonly<Record<string, number>>): Figure[] =>
  Object.entries(values).map(([id, value]) => ({ id, value, title: id, group: 'time', unit: 's', source: 'counted' }));
const set = (...candidates: Readonly<Record<string, number>>[]): boolean[] => paretoSet(candidates.map(figures));

describe('Pareto set', () => {
  it('keeps what trades one figure for another', () =>
    assert.deepEqual(set({ accuracy: 90, latency: 2 }, { accuracy: 80, latency: 1 }), [true, true]));

  it('leaves out what is worse in one and better in none', () =>
    assert.deepEqual(set({ accuracy: 90, latency: 2 }, { accuracy: 90, latency: 3 }), [true, false]));

  it('keeps equals', () => assert.deepEqual(set({ accuracy: 90 }, { accuracy: 90 }), [true, true]));

  it('more accuracy is better, more memory and energy are not', () =>
    assert.deepEqual(
      set(
        { accuracy: 90, flash_bytes: 1, ram_bytes: 1, energy_per_inference: 1 },
        { accuracy: 91, flash_bytes: 1, ram_bytes: 1, energy_per_inference: 1 },
        { accuracy: 91, flash_bytes: 2, ram_bytes: 1, energy_per_inference: 1 },
        { accuracy: 91, flash_bytes: 1, ram_bytes: 2, energy_per_inference: 1 },
        { accuracy: 91, flash_bytes: 1, ram_bytes: 1, energy_per_inference: 2 },
      ),
      [false, true, false, false, false],
    ));

  it('compares by what is known of both, and knows nothing of what did not run', () =>
    assert.deepEqual(set({ accuracy: 90 }, { accuracy: 80, latency: 1 }, {}), [true, false, false]));
});
