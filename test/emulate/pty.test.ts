import assert from 'node:assert/strict';
import { openPty } from '../../host/emulate/pty.ts';
import { openSerial } from '../../host/link/serial.ts';
import { boardWith } from '../support/thumb.ts';

// ldr r0,=UART0; loop: ldr r1,[r0,#0x18]; movs r2,#0x10; tst r1,r2; bne loop; ldr r3,[r0]; str r3,[r0]; b loop
const ECHO = [0x4803, 0x6981, 0x2210, 0x4211, 0xd1fb, 0x6803, 0x6003, 0xe7f8, 0x4000, 0x4003];

describe('pseudo-terminal', () => {
  it('carries 3000 binary bytes both ways between the serial package and the emulated UART', async () => {
    const pico = boardWith(ECHO, { onSerial: (byte) => pty.write(Uint8Array.of(byte)) });
    const pty = openPty((bytes) => pico.sendSerial(bytes));
    pico.start();
    const serial = await openSerial(pty.path, 115_200);
    const sent = Uint8Array.from({ length: 3000 }, (_, index) => index * 7);
    const received: number[] = [];
    await new Promise<void>((resolve, reject) => {
      serial.onData((bytes) => {
        received.push(...(bytes ?? []));
        if (received.length >= sent.length) resolve();
      });
      serial.write(sent).catch(reject);
    });
    await serial.close();
    pico.stop();
    pty.close();
    assert.deepEqual(Uint8Array.from(received), sent);
  });

  it('echoes nothing back, though nobody has opened it yet', async () => {
    const echo: number[] = [];
    const pty = openPty((bytes) => echo.push(...bytes));
    pty.write(Buffer.from('m-init-done\r\nm-ready\r\n'));
    // The port's own program may open it now; it drops what came before.
    const serial = await openSerial(pty.path, 115_200);
    await serial.close();
    pty.close();
    assert.deepEqual(echo, []);
  });

  it('keeps a megabyte for a reader that comes late, and not more', async () => {
    const pty = openPty(() => undefined);
    const block = new Uint8Array(65_536).fill(7);
    for (let count = 0; count < 40; count++) pty.write(block);
    const serial = await openSerial(pty.path, 115_200);
    let received = 0;
    await new Promise<void>((resolve) => {
      serial.onData((bytes) => {
        received += bytes?.length ?? 0;
        if (received >= 15 * block.length) resolve();
      });
    });
    await serial.close();
    pty.close();
    // What the terminal's own buffer took comes on top.
    assert.ok(received < 20 * block.length, `${received} bytes`);
  });

  it('refuses a second opener with PORT_BUSY, and names a missing port', async () => {
    const pty = openPty(() => undefined);
    const first = await openSerial(pty.path, 115_200);
    await assert.rejects(openSerial(pty.path, 115_200), { code: 'PORT_BUSY', exitCode: 5 });
    await first.close();
    pty.close();
    await assert.rejects(openSerial('/dev/ttyNONE', 115_200), { code: 'NO_PORT', exitCode: 3 });
  });
});
