import assert from 'node:assert/strict';
import { expF64Table } from '../../host/compile/exp-f64-table.ts';

describe('powers of 2 for e^x in double precision', () => {
  const table = expF64Table();

  it('are those of the routine that C libraries share', () => {
    assert.deepEqual([...table.slice(0, 4)], [0n, 0x3ff0000000000000n, 0x3c9b3b4f1a88bf6en, 0x3feff63da9fb3335n]);
    assert.equal(table.length, 256);
  });

  it('are the nearest doubles', () => {
    const view = new DataView(new ArrayBuffer(8));
    for (let k = 0; k < 128; k++) {
      view.setBigUint64(0, (table[2 * k + 1] as bigint) + (BigInt(k) << 45n));
      const error = Math.abs(view.getFloat64(0) / 2 ** (k / 128) - 1);
      assert.ok(error <= Number.EPSILON, `${k}: ${error}`);
    }
  });
});
