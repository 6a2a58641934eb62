import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importModel } from '../../host/model/import-model.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples } from '../support/graphs.ts';

describe('importing a model file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  it('reads one, whatever the case of its extension', async () => {
    const { name } = await importModel(file('small.TFLite', writeTflite(samples.ADD)));
    assert.equal(name, 'small');
  });

  it('keeps line ends of a file name out of messages and generated source', async () => {
    const { name } = await importModel(file('a\nb\u2028c\u0007.tflite', writeTflite(samples.ADD)));
    assert.equal(name, 'a\ufffdb\ufffdc\ufffd');
  });

  it('names a missing file, and one in a missing folder', async () => {
    for (const path of ['none.tflite', join('none', 'none.tflite'), 'none.onnx'])
      await assert.rejects(importModel(join(folder, path)), {
        code: 'FILE_NOT_FOUND',
        exitCode: 2,
        message: /cannot read .*none.* \(ENOENT\)/,
        remedy: /Check the path/,
      });
  });

  it('names a format that it cannot read', async () => {
    mkdirSync(join(folder, 'folder.tflite'));
    for (const path of [
      file('model.tar', new Uint8Array(8)),
      file('model', new Uint8Array(8)),
      join(folder, 'folder.tflite'),
    ])
      await assert.rejects(importModel(path), { code: 'MODEL_UNKNOWN_FORMAT', exitCode: 2, remedy: /\.tflite/ });
  });

  it('refuses an empty file, and one of 65 MB without reading it', async () => {
    await assert.rejects(importModel(file('empty.tflite', new Uint8Array(0))), { code: 'MODEL_UNKNOWN_FORMAT' });
    const path = file('large.tflite', new Uint8Array(0));
    truncateSync(path, 65 << 20);
    await assert.rejects(importModel(path), {
      code: 'MODEL_TOO_LARGE',
      exitCode: 9,
      message: /68157440 bytes, more than 67108864/,
    });
  });
});
