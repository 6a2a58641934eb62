import assert from 'node:assert/strict';
import { compileFunction, dspNames, functionNames } from '../../../tools/bench/codegen/functions.ts';
import { instantiate } from '../../../tools/bench/codegen/reference.ts';
import { codes } from './answers/codes.ts';
import { data } from './answers/data.ts';
import { dsp } from './answers/dsp.ts';
import { numbers } from './answers/numbers.ts';

const answers = { ...codes, ...data, ...dsp, ...numbers };

describe('functions that compilers are compared by give known answers', () => {
  for (const name of [...functionNames, ...dspNames])
    it(name, async () => {
      const exports = instantiate(await compileFunction(name), new Uint8Array(0));
      const check = answers[name];
      assert.ok(check, 'no answer is known');
      check((fn, ...args) => exports[fn]?.(...args) as number);
    });
});
