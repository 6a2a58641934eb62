import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { LayerFacts } from '../../host/facts/run-facts.ts';
import { metrics } from '../../host/metrics/index.gen.ts';
import { importModel } from '../../host/model/import-model.ts';
import { demoModel, picojoule } from '../support/spawn.ts';

const testSet = demoModel.replace('fashion.tflite', 'fashion-test.x.bin');
interface Document {
  readonly schema: string;
  readonly figures: readonly { id: string; value?: number; unit: string; source: string; note?: string }[];
  readonly layers: readonly Pick<LayerFacts, 'kernel' | 'macs' | 'cycles' | 'instructions' | 'explanation'>[];
  readonly verify: { equal: boolean; records: number; layers: number };
  readonly environment: { model: { sha256: string }; input: string };
}

describe('command line: the whole pipeline', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('run --json: figures with sources, layers, verification, environment; outputs equal to Node', async () => {
    const [input, output] = [join(folder, 'x.bin'), join(folder, 'y.bin')];
    const records = readFileSync(testSet).subarray(0, 4 * 784);
    writeFileSync(input, records);
    const { stdout, stderr, code } = await picojoule(
      ...['run', demoModel, '--input', input, '--output', output, '--data', testSet, '--count', '2', '--json'],
      ...['--instrument', 'ina219', '--window-ms', '400'],
    );
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^import\ncompile\nlink\nclassify\nflash\nverify\ntime\nmeasure\n$/);
    const document = JSON.parse(stdout) as Document;
    assert.equal(document.schema, 'picojoule.run/1');
    assert.deepEqual(document.verify, { equal: true, records: 4, layers: 11 });
    assert.deepEqual(
      document.figures.map(({ id }) => id),
      Object.keys(metrics),
    );
    for (const figure of document.figures) {
      assert.ok(['measured', 'counted', 'modelled', 'declared'].includes(figure.source));
      assert.ok(Number.isFinite(figure.value), `${figure.id}: ${figure.note}`);
    }
    const value = (id: string) => document.figures.find((figure) => figure.id === id)?.value ?? 0;
    assert.equal(value('accuracy'), 88.5);
    assert.ok(value('arena_bytes') >= value('arena_lower_bound_bytes'));
    const layerCycles = document.layers.reduce((sum, { cycles = 0 }) => sum + cycles, 0);
    // Going from one layer to the next is in none of them.
    const between = value('cycles') - layerCycles;
    assert.ok(between >= 0 && between < 4 * document.layers.length, `${between}`);
    assert.match(document.figures.find(({ id }) => id === 'energy_per_inference')?.note ?? '', /emulated sensor/);
    assert.match(document.environment.model.sha256, /^[0-9a-f]{64}$/);

    const session = await instantiate(await compileGraph(await importModel(demoModel)));
    const expected = [0, 1, 2, 3].flatMap((record) =>
      session.infer([records.subarray(784 * record, 784 * (record + 1))]),
    );
    assert.deepEqual(readFileSync(output), Buffer.concat(expected));
  });

  it('run --explain: tile, counted and expected instructions of each layer, in both forms', async () => {
    const json = await picojoule('run', demoModel, '--count', '1', '--explain', '--json');
    const { layers } = JSON.parse(json.stdout) as Document;
    for (const { kernel, instructions = 0, macs, explanation } of layers) {
      assert.ok(instructions > 0, kernel);
      assert.ok(explanation && explanation.expected.low < explanation.expected.high, kernel);
      assert.equal(explanation.shares !== undefined, macs > 0, kernel);
    }
    const { stdout } = await picojoule('run', demoModel, '--count', '1', '--explain');
    assert.match(stdout, /op +kernel +tile +instructions +\/MAC +expected +products +outputs +moving +remark\n/);
    assert.match(stdout, /conv2d_s8\w* .* split every 2 taps +[\d,]+ +[\d.]+ +[\d.]+ … [\d.]+ +\d+ % +\d+ % +\d+ %/);
  });

  it('run for people: verdict, layers, figures, footnotes, and why the rest is absent', async () => {
    const { stdout, code } = await picojoule('run', demoModel, '--count', '1', '--model-energy');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^fashion on Raspberry Pi Pico, emulated: 1 record equal to Node, byte for byte, in all 11 layers\n/,
    );
    assert.match(stdout, /^energy_per_inference +[\d.]+ +mJ +modelled +\[\d\]$/m);
    assert.match(stdout, /^accuracy, .*: n\/a \(needs a labelled set: --data\)$/m);
  });

  it('build writes every form', async () => {
    for (const [emit, begins] of [
      ['uf2', /^UF2\n/],
      ['elf', /^\x7fELF/],
      ['hex', /^:02000004/],
      ['map', /^board pico\n/],
      ['listing', /^0x1000_/],
      ['wasm', /^\0asm/],
      ['as', /^\/\/ Generated by picojoule from fashion/],
      ['c', /^\/\* Generated by picojoule/],
      ['object', /^\x7fELF/],
    ] as const) {
      const file = join(folder, `out.${emit}`);
      const { code, stdout } = await picojoule('build', demoModel, '--emit', emit, '-o', file, '--json');
      assert.equal(code, 0);
      const bytes = readFileSync(file);
      assert.equal((JSON.parse(stdout) as { bytes: number }).bytes, bytes.length);
      assert.match(bytes.toString('latin1'), begins, emit);
    }
  });

  it('inspect names the operators, the peak and the boards', async () => {
    const { stdout, code } = await picojoule('inspect', demoModel);
    assert.equal(code, 0);
    assert.match(stdout, /DEPTHWISE_CONV_2D/);
    assert.match(stdout, /5,084 peak/);
    assert.match(stdout, /^pico +9,964 +270,336 +19,880 +2,097,152 +fits$/m);
  });

  it('boards and ports are lists, also as JSON', async () => {
    const boards = JSON.parse((await picojoule('boards', '--json')).stdout) as { id: string; status: string }[];
    assert.equal(boards.find(({ id }) => id === 'pico')?.status, 'declared, not yet run on hardware');
    assert.ok(Array.isArray(JSON.parse((await picojoule('ports', '--json')).stdout)));
  });
});
