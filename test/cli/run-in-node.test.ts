import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseBoardOptions } from '../../host/cli/refuse-board-options.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { valuesOf } from '../../host/model/values.ts';
import { realVariants } from '../support/real-variants.ts';
import { picojoule } from '../support/spawn.ts';

describe('command line: networks of real numbers', () => {
  const [, graph] = realVariants.find(([kind]) => kind === 'FULLY_CONNECTED') as readonly [string, Graph];
  const size = tensorBytes(graph.tensors[graph.inputs[0] as number] as Tensor);
  let folder = '';
  let model = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    model = join(folder, 'x.tflite');
    writeFileSync(model, writeTflite(graph));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('run --board node: outputs of all records, times, and nothing that no firmware has', async () => {
    const records = Float32Array.from({ length: (3 * size) / 4 }, (_, at) => Math.sin(at));
    const [input, output] = [join(folder, 'x.bin'), join(folder, 'y.bin')];
    writeFileSync(input, records);
    const { stdout, stderr, code } = await picojoule(
      ...['run', model, '--board', 'node', '--input', input, '--output', output, '--count', '7', '--json'],
    );
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^import\ncompile\ntime\n$/);
    const { infer } = await instantiate(await compileGraph(graph));
    const bytes = new Uint8Array(records.buffer);
    const expected = [0, 1, 2].flatMap((record) => infer([bytes.subarray(record * size, (record + 1) * size)]));
    assert.deepEqual(readFileSync(output), Buffer.concat(expected));
    const { figures } = JSON.parse(stdout) as { figures: { id: string; value?: number; source: string }[] };
    const figure = (id: string) => figures.find((one) => one.id === id);
    assert.equal(figure('latency')?.source, 'measured');
    assert.ok((figure('latency')?.value ?? 0) > 0);
    for (const id of ['cycles', 'flash_bytes', 'stack_bytes']) assert.equal(figure(id)?.value, undefined, id);
  });

  it('run --board node: the accuracy over a labelled set', async () => {
    const records = new Uint8Array(Float32Array.from({ length: size }, (_, at) => Math.cos(at)).buffer);
    const { infer } = await instantiate(await compileGraph(graph));
    const answers = [0, 1, 2, 3].map((record) => {
      const output = valuesOf('float32', Buffer.concat(infer([records.subarray(record * size, (record + 1) * size)])));
      return output.indexOf(Math.max(...output));
    });
    const [data, labels] = [join(folder, 'd.x.bin'), join(folder, 'd.y.bin')];
    writeFileSync(data, records);
    // One of four is another.
    writeFileSync(
      labels,
      Uint8Array.from(answers, (answer, record) => (record === 2 ? (answer + 1) % 4 : answer)),
    );
    const { stdout, code, stderr } = await picojoule(
      ...['run', model, '--board', 'node', '--data', data, '--labels', labels, '--json'],
    );
    assert.equal(code, 0, stderr);
    const { figures } = JSON.parse(stdout) as { figures: { id: string; value?: number }[] };
    assert.equal(figures.find(({ id }) => id === 'accuracy')?.value, 75);
  });

  it('run --board node: what only a board has is refused, all at once', async () => {
    const options = ['--instrument', 'ina219', '--explain', '--optimize', 'size', '--port', '/dev/none', '--no-flash'];
    const { stderr, stdout, code } = await picojoule('run', model, '--board', 'node', ...options);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^error\[USAGE\]: --board node does not take --port \(no serial line\), --no-flash /m);
    for (const option of ['--instrument', '--explain', '--optimize']) assert.ok(stderr.includes(option), option);
    assert.match(stderr, /help: Leave it out, or name a board: picojoule boards lists them/);
  });

  it('run --board node: each of them alone, and none as it is where nobody gives it', () => {
    const usual = { flash: true, verify: 3, windows: 1, 'window-ms': 2000, 'model-energy': false, explain: false };
    const args = { ...usual, optimize: 'speed' };
    refuseBoardOptions(args);
    const given = { port: 'p', drive: 'd', flash: false, verify: 4, instrument: 'ina219', windows: 2, 'window-ms': 50 };
    for (const [name, value] of Object.entries({ ...given, 'model-energy': true, explain: true, optimize: 'size' }))
      assert.throws(() => refuseBoardOptions({ ...args, [name]: value }), { code: 'USAGE' }, name);
  });

  it('run on a board says that the network is to be quantised, and what runs it meanwhile', async () => {
    const { stderr, code } = await picojoule('run', model);
    assert.equal(code, 9);
    assert.match(
      stderr,
      /error\[NOT_QUANTIZED\]: boards run int8 networks, this one is float32: FULLY_CONNECTED \(operator 0\)/,
    );
    assert.match(stderr, /help: Quantise the model fully to int8; as it is, `picojoule run --board node` runs it/);
  });
});
