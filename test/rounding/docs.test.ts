import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { xnnpackKinds } from '../../host/compile/xnnpack.ts';

describe('docs/rounding.md', () => {
  it('names every operator that mode xnnpack rounds otherwise, and no other', () => {
    const text = readFileSync(new URL('../../docs/rounding.md', import.meta.url), 'utf8');
    const [, table = ''] = /## What mode `xnnpack` rounds otherwise([\s\S]*?)\n## /.exec(text) ?? [];
    const rows = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = '']) => names.match(/[A-Z0-9_]+/g) ?? []);
    assert.deepEqual([...new Set(rows)].toSorted(), [...xnnpackKinds].toSorted());
  });
});
