import assert from 'node:assert/strict';
import { at, type Check, put, putWords, random, readWords } from './memory.ts';

export const data: Readonly<Record<string, Check>> = {
  hash_table: (call) => {
    const keys = random(90, 60).map((key) => key * 0x345_6789 + 1);
    putWords(1024, keys);
    const counts = new Map<number, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    assert.equal(call('count_keys', at, 67, at + 1024, keys.length), counts.size);
    const slots = readWords(0, 2 * 67);
    const pairs = slots.flatMap((key, index) => (index % 2 === 0 && key !== 0 ? [[key >>> 0, slots[index + 1]]] : []));
    assert.deepEqual(new Map(pairs as [number, number][]), new Map([...counts].sort()));
  },
  heap_sort: (call) => {
    for (const count of [0, 1, 2, 3, 100]) {
      const values = random(count).map((word) => word | 0);
      putWords(0, values);
      call('heap_sort', at, count);
      assert.deepEqual(
        readWords(0, count),
        values.sort((a, b) => a - b),
      );
    }
  },
  levenshtein: (call) => {
    const distance = (a: string, b: string) => call('levenshtein', at, put(0, a), at + 64, put(64, b), at + 128);
    assert.equal(distance('kitten', 'sitting'), 3);
    assert.equal(distance('intention', 'execution'), 5);
    assert.equal(distance('', 'abc'), 3);
    assert.equal(distance('same', 'same'), 0);
  },
  search: (call) => {
    const text = 'she sells sea shells by the sea shore';
    for (const pattern of ['s', 'sea', 'shells', 'sea shore', 'shell by', text, 'e', 'z']) {
      const found = call('search', at, at + 256, put(256, text), at + 512, put(512, pattern));
      assert.equal(found, text.indexOf(pattern), pattern);
    }
  },
  state_machine: (call) => {
    const forms = [/^$/, /^[+-]$/, /^[+-]?\d+$/, /^[+-]?\.$/, /^[+-]?(\d+\.\d*|\.\d+)$/];
    const exponents = [/^[+-]?(\d+\.?\d*|\.\d+)e$/i, /^[+-]?(\d+\.?\d*|\.\d+)e[+-]$/i];
    const all = [...forms, ...exponents, /^[+-]?(\d+\.?\d*|\.\d+)e[+-]?\d+$/i];
    const items = random(4000, 14)
      .map((letter) => '0123456.,,+-eE'[letter])
      .join('')
      .split(',');
    items.push('1.5e-7', '-.5E+10', '12e', '');
    const expected = [...all, /(?:)/].map(() => 0);
    for (const item of items) {
      const form = all.findIndex((pattern) => pattern.test(item));
      expected[form < 0 ? all.length : form] = (expected.at(form < 0 ? all.length : form) ?? 0) + 1;
    }
    call('classify', at + 64, put(64, `${items.join(',')},`), at);
    assert.deepEqual(readWords(0, 9), expected);
  },
};
