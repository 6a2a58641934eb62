import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '../../host/model/graph.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { realVariants } from '../support/real-variants.ts';
import { demoModel, picojoule } from '../support/spawn.ts';

interface Document {
  readonly entries: readonly {
    readonly name: string;
    readonly board: { readonly id: string };
    readonly figures: readonly { readonly id: string; readonly value?: number }[];
    readonly failure?: { readonly code: string };
    readonly isBest: boolean;
  }[];
}

describe('command line: compare', () => {
  const [, reals] = realVariants.find(([kind]) => kind === 'FULLY_CONNECTED') as readonly [string, Graph];
  const data = demoModel.replace('.tflite', '-test.x.bin');
  let folder = '';
  let copy = '';
  let float = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    copy = join(folder, 'fashion.tflite'); // The firmware holds the name, and is shorter for a shorter one.
    float = join(folder, 'float.tflite');
    writeFileSync(copy, readFileSync(demoModel));
    writeFileSync(float, writeTflite(reals));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('the same network twice is equal in all figures, and both are in the Pareto set', async () => {
    const { stdout, stderr, code } = await picojoule('compare', demoModel, copy, '--data', data, '--json');
    assert.equal(code, 0, stderr);
    const { entries } = JSON.parse(stdout) as Document;
    assert.deepEqual(
      entries.map(({ name, board, isBest }) => [name, board.id, isBest]),
      [
        ['fashion.tflite', 'pico-emulated', true],
        ['fashion.tflite', 'pico-emulated', true],
      ],
    );
    assert.deepEqual(entries[0]?.figures, entries[1]?.figures);
    const figure = (id: string) => entries[0]?.figures.find((one) => one.id === id)?.value;
    assert.equal(figure('accuracy'), 88.5);
    assert.ok((figure('latency') ?? 0) > 0.01 && (figure('energy_per_inference') ?? 0) > 0.0005);
  });

  it('a network that the board refuses stands beside the others, with its reason and its work', async () => {
    const { stdout, stderr, code } = await picojoule('compare', float, demoModel, '--json');
    assert.equal(code, 0, stderr);
    const [refused, runs] = (JSON.parse(stdout) as Document).entries;
    assert.deepEqual([refused?.failure?.code, refused?.isBest, runs?.isBest], ['NOT_QUANTIZED', false, true]);
    assert.deepEqual(
      refused?.figures.filter(({ value }) => value !== undefined).map(({ id }) => id),
      ['bit_operations', 'effective_macs', 'macs', 'parameters'],
    );
  });

  it('only refusals: the table, and the exit code of the first', async () => {
    const { stdout, stderr, code } = await picojoule('compare', float);
    assert.equal(code, 9);
    assert.match(stdout, /^float\.tflite +n\/a/m);
    assert.match(stderr, /error\[NOT_QUANTIZED\]/);
  });

  it('a missing file does not cost what the others measured', async () => {
    const { stdout, stderr, code } = await picojoule(
      'compare',
      join(folder, 'none.tflite'),
      demoModel,
      '--figures',
      'latency',
    );
    assert.equal(code, 2);
    assert.match(stdout, /^fashion\.tflite +12\.\d+/m);
    assert.match(stderr, /error\[FILE_NOT_FOUND\]/);
  });

  it('an unknown figure is refused before anything runs', async () => {
    const { stdout, stderr, code } = await picojoule('compare', demoModel, '--figures', 'speed');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /error\[USAGE\]: --figures: there is no figure "speed"\nhelp: Figures: accuracy, /);
  });
});
