import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { importModel } from '../../host/model/import-model.ts';
import { missingTools } from '../support/system-tools.ts';

const example = fileURLToPath(new URL('../../examples/link-into-c', import.meta.url));
const MAKE = 'make';
const missing = missingTools(MAKE, 'arm-none-eabi-gcc', 'qemu-system-arm');
const PICTURES = 10;

/** Scores of the first pictures, as the example prints them. */
const expectedScores = async (): Promise<string[]> => {
  const model = await compileGraph(await importModel('models/demo/fashion.tflite'));
  const { infer } = await instantiate(model);
  const bytes = model.inputs[0]?.bytes ?? 0;
  const set = readFileSync('models/demo/fashion-test.x.bin');
  return Array.from({ length: PICTURES }, (_, at) => {
    const [scores = new Uint8Array()] = infer([set.subarray(at * bytes, (at + 1) * bytes)]);
    return Int8Array.from(scores).join(' ');
  });
};

const make = (...variables: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-example-'));
  try {
    const { status, stdout, stderr } = spawnSync(MAKE, ['-s', 'run', `BUILD=${folder}`, ...variables], {
      cwd: example,
    });
    assert.equal(status, 0, `${stdout}${stderr}`);
    return stdout.toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('examples/link-into-c', () => {
  if (missing.length > 0) {
    it(`needs ${missing.join(', ')}`);
    return;
  }
  for (const variables of [
    ['FROM=object', 'CPU=cortex-m4', 'TARGET=thumbv7em'],
    ['FROM=object', 'CPU=cortex-m0plus', 'TARGET=thumbv6m'],
    ['FROM=c', 'CPU=cortex-m4'],
    ['FROM=c', 'CPU=cortex-m0plus'],
  ])
    it(`prints what Node computes: ${variables.join(' ')}`, async () => {
      const lines = make(...variables).split('\n');
      const scores = lines.flatMap((line) => line.match(/^((-?\d+ ){10})/)?.[1]?.trim() ?? []);
      assert.deepEqual(scores, await expectedScores());
    });
});
