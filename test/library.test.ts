import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as library from '../host/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('library', () => {
  it('plain Node imports the package by its name and gets all that it exports', () => {
    const script = "import * as picojoule from 'picojoule'; console.log(Object.keys(picojoule).sort().join());";
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
    assert.equal(stdout.toString().trim(), Object.keys(library).sort().join(), stderr.toString());
  });
});
