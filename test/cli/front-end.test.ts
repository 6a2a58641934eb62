import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frontEnd, frontEndFrames, frontEndGolden, parseFeatures } from '../support/front-end.ts';
import { goldenText } from '../support/golden-file.ts';
import { itShared } from '../support/shared.ts';
import { picojoule } from '../support/spawn.ts';

/** Up to where the sound changes for the second time. */
const FRAMES = 12;

describe('command line: sound to features', () => {
  const model = ['models', `${frontEnd}.tflite`];
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  itShared('inspect shows the operators of the front end, and what they take', model, async (path) => {
    const { stdout, stderr, code } = await picojoule('inspect', path);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^input {3}\S+ int16\[1,480\]\noutput {2}\S+ int8\[40\]\n/);
    assert.match(stdout, /SignalRfft +rfft_split +480 +514 +int16 → int16/);
    assert.match(stdout, /\npico-emulated .* fits\n/);
  });

  itShared('run --keep-state gives the features of consecutive frames', model, async (path) => {
    const [input, output] = [join(folder, 'sound.bin'), join(folder, 'features.bin')];
    writeFileSync(input, Buffer.concat(frontEndFrames().slice(0, FRAMES)));
    const files = ['--input', input, '--output', output];
    const { stdout, stderr, code } = await picojoule('run', path, ...files, '--keep-state', '--count', '1');
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`: ${FRAMES} records equal to Node, byte for byte\n`));
    const expected = parseFeatures(goldenText(frontEndGolden)).slice(0, FRAMES);
    assert.deepEqual(readFileSync(output), Buffer.concat(expected));
  });

  itShared('run says what a frame is where the input is none', model, async (path) => {
    const input = join(folder, 'short.bin');
    writeFileSync(input, new Uint8Array(480));
    const { stderr, code } = await picojoule('run', path, '--input', input);
    assert.equal(code, 2);
    assert.match(stderr, /error\[INPUT_SIZE\]: 480 bytes of input are not records of 960\n/);
    assert.match(stderr, /int16\[1,480\]/);
  });
});
