import assert from 'node:assert/strict';
import type { RunFacts } from '../../host/facts/run-facts.ts';
import { type Figure, figuresOf } from '../../host/metrics/figures.ts';
import { metrics } from '../../host/metrics/index.gen.ts';

const empty: RunFacts = {
  model: { name: 'ic', inputBytes: 3072, outputBytes: 10, crc32: 0 },
  board: { id: 'b', title: 'B', clockHz: 120e6, timing: 'measured', counts: 'cycles', flashBytes: 0, ramBytes: 0 },
  layers: [],
  arenaBytes: 0,
  arenaLowerBoundBytes: 0,
};
const layer = {
  index: 0,
  operatorIndex: 0,
  kind: 'CONV_2D',
  kernel: 'k',
  shape: [1],
  weightBytes: 0,
  bits: [],
} as const;
/** MLPerf Tiny v1.1, ST, NUCLEO-L4R5ZI at 120 MHz, image classification: published figures and the ratios they imply. */
const published = (seconds: number): RunFacts => ({
  ...empty,
  work: { macs: 12_501_632, effectiveMacs: 12_000_000, bitOperations: 64 * 12_501_632, parameters: 77_360 },
  layers: [{ ...layer, macs: 12_501_632, parameters: 77_360 }],
  inferences: [{ seconds, cycles: seconds * 120e6 }],
  sizes: { weights: 98_496, code: 0, rodata: 0, data: 0, bss: 0, arena: 0, staging: 0, stack: 0 },
  accuracy: { records: 200, correct: 170, classes: 10 },
  energy: { joulesPerInference: 7_019.085e-6, meanPowerW: 0.035, source: 'measured', note: '1.8 V' },
});
const value = (id: keyof typeof metrics, run: RunFacts) => metrics[id].compute(run);
const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual / expected - 1) < 0.004, `${actual} is not ${expected}`);

describe('metrics', () => {
  const rows: [keyof typeof metrics, number][] = [
    ['accuracy', 85],
    ['accuracy_per_parameter', 1099],
    ['accuracy_per_operation', 6.8 / 2],
    ['accuracy_per_footprint', 0.884],
    ['accuracy_per_cycle', 3.31],
    ['accuracy_per_joule', 12.1],
    ['cycles_per_mac', 1 / 0.487],
    ['energy_per_mac', 0.561],
    ['throughput', 4.673],
  ];
  for (const [id, expected] of rows)
    it(`${id} of the published run is ${expected}`, () => near(value(id, published(1 / 4.673)), expected));

  it('energy_delay_product takes the time of the energy run', () =>
    near(value('energy_delay_product', published(1 / 4.983)), 1.41e-3));

  it('has no value for what was not observed', () => {
    const known = new Set(['arena_bytes', 'arena_lower_bound_bytes']);
    for (const [id, metric] of Object.entries(metrics))
      if (!known.has(id)) assert.equal(metric.compute(empty), undefined, id);
  });

  it('percentiles interpolate', () => {
    const run = { ...empty, inferences: [4, 1, 3, 2].map((seconds) => ({ seconds, cycles: seconds })) };
    assert.equal(value('latency', run), 2.5);
    near(value('latency_p5', run), 1.15);
    near(value('latency_p95', run), 3.85);
  });

  it('a board that counts instructions has those, and no time: the reason is its emulator', () => {
    const run: RunFacts = {
      ...published(1),
      board: { ...empty.board, timing: 'counted', counts: 'instructions' },
      inferences: [],
      instructions: 1000,
    };
    const figures = figuresOf(run);
    const { value: count, source } = figures.find(({ id }) => id === 'instructions') as Figure;
    assert.deepEqual([count, source], [1000, 'counted']);
    for (const id of ['cycles', 'cycles_per_mac', 'latency', 'throughput', 'accuracy_per_cycle'])
      assert.match(figures.find((figure) => figure.id === id)?.note ?? '', /^QEMU counts no cycles/, id);
    const energy = figuresOf({ ...empty, board: run.board }).find(({ id }) => id === 'energy_per_inference');
    assert.equal(energy?.note, 'QEMU has no power sensor; --model-energy where the board declares its current');
  });

  it('modelled cycles give a modelled time', () => {
    const board = { ...empty.board, timing: 'counted', counts: 'instructions' } as const;
    const run: RunFacts = { ...empty, board, instructions: 1000, modelledCycles: 1200, stackUsedBytes: 100 };
    const figures = new Map(figuresOf(run).map((figure) => [figure.id, figure]));
    for (const [id, expected] of [
      ['cycles', 1200],
      ['latency', 1e-5],
      ['throughput', 1e5],
    ] as const) {
      const { value, source } = figures.get(id) as Figure;
      near(value, expected);
      assert.equal(source, 'modelled', id);
    }
    assert.deepEqual([figures.get('instructions')?.source, figures.get('stack_bytes')?.source], ['counted', 'counted']);
    assert.equal(figures.get('latency_p5')?.value, undefined);
  });

  it('a counted time says so', () => {
    const run: RunFacts = { ...empty, board: { ...empty.board, timing: 'counted' } };
    assert.equal(metrics.latency.source(run), 'counted');
    assert.equal(metrics.latency.source(empty), 'measured');
  });
});
