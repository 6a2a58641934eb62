import assert from 'node:assert/strict';
import { readSourceMap } from '../../host/disassembly/source-map.ts';

describe('source map', () => {
  // Columns 10, 14, 15 and 47; the third knows no place, the fourth steps 17 lines on and back to the first source.
  const find = readSourceMap(
    JSON.stringify({ sources: ['a.ts', 'b.ts'], sourcesContent: ['x\n  y;\n', null], mappings: 'UACA,ICAA,C,gCDiBA' }),
  );
  const at = (offset: number) => {
    const place = find(offset);
    return place && `${place.file}:${place.line} ${place.text}`;
  };

  it('gives file, line and text of the last mapping at or before an offset', () => {
    assert.deepEqual([10, 13, 14].map(at), ['a.ts:2 y;', 'a.ts:2 y;', 'b.ts:2 ']);
    assert.equal(at(47), 'a.ts:19 ');
  });

  it('knows nothing before the first, and where the compiler says so', () => {
    assert.deepEqual([0, 9, 15, 46].map(at), [undefined, undefined, undefined, undefined]);
  });
});
