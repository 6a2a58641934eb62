import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Codes that the sources give to `ToolError`, by its first argument. */
const codesInSources = (): string[] => {
  const files = (readdirSync(join(root, 'host'), { recursive: true }) as string[]).filter((file) =>
    file.endsWith('.ts'),
  );
  const text = files.map((file) => readFileSync(join(root, 'host', file), 'utf8')).join('\n');
  return [...text.matchAll(/new ToolError\(\s*'([A-Z0-9_]+)'/g)].map(([, code]) => code as string);
};

describe('README', () => {
  it('has a row for every error code, and for no other, in alphabetical order', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, code]) => code as string);
    const codes = [...new Set(codesInSources())].sort((a, b) =>
      a.replaceAll('_', ' ').localeCompare(b.replaceAll('_', ' '), 'en'),
    );
    assert.ok(codes.length > 30);
    assert.deepEqual(rows, codes);
  });

  it('names the two commands that do everything', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script] of readme.matchAll(/npm ci && npm (?:run )?(\w+)/g))
      assert.ok(scripts[script as string], script);
  });
});
