import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSysfsPorts } from '../../host/link/ports.ts';

describe('serial ports by the kernel’s list', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    const usb = join(root, 'devices', 'usb1', '1-1');
    mkdirSync(join(usb, '1-1:1.0', 'tty'), { recursive: true });
    for (const [name, text] of [
      ['idVendor', '2e8a\n'],
      ['idProduct', '000a\n'],
      ['product', 'Pico\n'],
    ] as const)
      writeFileSync(join(usb, name), text);
    mkdirSync(join(root, 'devices', 'platform', 'serial0'), { recursive: true });
    for (const [name, device] of [
      ['ttyACM0', '1-1:1.0'],
      ['ttyACM1', 'unplugged'],
    ] as const) {
      mkdirSync(join(root, 'tty', name), { recursive: true });
      symlinkSync(join(usb, device), join(root, 'tty', name, 'device'));
    }
    for (const name of ['ttyS0', 'ttyAMA0']) {
      mkdirSync(join(root, 'tty', name), { recursive: true });
      symlinkSync(join(root, 'devices', 'platform', 'serial0'), join(root, 'tty', name, 'device'));
    }
    mkdirSync(join(root, 'tty', 'console'));
  });
  after(() => rmSync(root, { recursive: true }));

  it('names what has a device, with its USB facts; no plain UARTs of a PC, no device that has just gone', () => {
    assert.deepEqual(listSysfsPorts(join(root, 'tty')), [
      { path: '/dev/ttyACM0', vendorId: '2e8a', productId: '000a', description: 'Pico' },
      { path: '/dev/ttyAMA0' },
    ]);
  });

  it('is empty where there is no such list', () => {
    assert.deepEqual(listSysfsPorts(join(root, 'absent')), []);
  });
});
