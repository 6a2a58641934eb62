import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boards } from '../../boards/index.gen.ts';
import { Uf2Drive } from '../../host/emulate/uf2-drive.ts';
import type { ProgramEvent } from '../../host/programmers/spec.ts';
import { type Uf2Environment, uf2Programmer } from '../../host/programmers/uf2.ts';
import { FastClock } from '../support/fast-clock.ts';
import { uf2File } from '../support/uf2-file.ts';

const board = boards['pico'];
const INFO = 'INFO_UF2.TXT';
/** Four chunks of 32 KiB, the last one not whole. */
const firmware = uf2File(200);

describe('UF2 programmer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A mounted drive. */
  const drive = (name: string, boardId: string | undefined = 'RPI-RP2'): string => {
    const path = join(folder, name);
    mkdirSync(path);
    if (boardId) writeFileSync(join(path, INFO), `UF2 Bootloader v3.0\r\nModel: test\r\nBoard-ID: ${boardId}\r\n`);
    return path;
  };
  const programmer = (drives: readonly string[], more: Uf2Environment = {}) =>
    uf2Programmer({ mountPoints: () => drives, clock: new FastClock(), ...more });
  /** Boots, like a real board, when all bytes are there; tells what it saw. */
  const flash = async (
    drives: readonly string[],
    options: { bytes?: Uint8Array; place?: string; onEvent?: (event: ProgramEvent) => void } & Uf2Environment = {},
  ): Promise<ProgramEvent[]> => {
    const { bytes = firmware, place, onEvent, ...environment } = options;
    const events: ProgramEvent[] = [];
    await programmer(drives, environment).flash({
      board,
      bytes,
      ...(place !== undefined && { place }),
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    });
    return events;
  };
  const boots = (path: string) => (event: ProgramEvent) => {
    if (event.kind === 'written' && event.bytes === event.total) rmSync(join(path, INFO));
  };

  it('finds the drive by its file, among others, and copies every byte', async () => {
    const path = drive('drive');
    const others = [drive('usb-stick', ''), drive('other', 'SAMD21G18A'), join(folder, 'absent')];
    const events = await flash([...others, path], { onEvent: boots(path) });
    assert.deepEqual(Buffer.from(readFileSync(join(path, 'firmware.uf2'))), Buffer.from(firmware));
    assert.deepEqual(events, [
      { kind: 'found', place: path },
      ...[32_768, 65_536, 98_304, 102_400].map((bytes) => ({ kind: 'written', bytes, total: 102_400 })),
      { kind: 'booted' },
    ]);
    assert.deepEqual(programmer([...others, drive('second')]).detect(board), [join(folder, 'second')]);
  });

  it('takes the drive that the user names', async () => {
    const [one, two] = [drive('one'), drive('two')];
    await flash([one, two], { place: two, onEvent: boots(two) });
    assert.ok(readFileSync(join(two, 'firmware.uf2')).length > 0);
    assert.throws(() => readFileSync(join(one, 'firmware.uf2')));
  });

  it('takes an error of the last sync for the reboot that it is', async () => {
    const path = drive('drive');
    const events = await flash([path], {
      openFile: async () => ({
        write: async (_, __, length) => ({ bytesWritten: length }),
        sync: async () => {
          rmSync(join(path, INFO));
          throw Object.assign(new Error('EIO'), { code: 'EIO' });
        },
        close: async () => {
          throw Object.assign(new Error('EIO'), { code: 'EIO' });
        },
      }),
    });
    assert.equal(events.at(-1)?.kind, 'booted');
  });

  /** A drive whose file fails with `code` when so many bytes are written. */
  const failing = (code: string, after: number): Uf2Environment => {
    let taken = 0;
    const fail = () => {
      throw Object.assign(new Error(code), { code });
    };
    return {
      openFile: async () => {
        if (after < 0) fail();
        return {
          write: async (_, __, length) => {
            if (taken >= after) fail();
            taken += length;
            return { bytesWritten: length };
          },
          sync: async () => undefined,
          close: async () => undefined,
        };
      },
    };
  };

  it('no drive is NO_DRIVE', async () => {
    await assert.rejects(flash([drive('usb-stick', '')]), {
      code: 'NO_DRIVE',
      exitCode: 3,
      message: 'no drive of Raspberry Pi Pico (RP2040) is mounted',
      remedy: /Hold BOOTSEL while plugging the board in/,
    });
    for (const place of [drive('empty', ''), join(folder, 'absent')])
      await assert.rejects(flash([], { place }), { code: 'NO_DRIVE', message: `${place} has no ${INFO}` });
  });

  it('two drives are MANY_DRIVES, by name', async () => {
    const drives = [drive('one'), drive('two')];
    await assert.rejects(flash(drives), {
      code: 'MANY_DRIVES',
      exitCode: 2,
      message: `2 boards wait for firmware: ${drives.join(', ')}`,
      remedy: /--drive/,
    });
  });

  it('another board is WRONG_BOARD', async () => {
    const place = drive('feather', 'nRF52840-Feather-revD');
    await assert.rejects(flash([], { place }), {
      code: 'WRONG_BOARD',
      exitCode: 2,
      message: `${place} is a nRF52840-Feather-revD, Raspberry Pi Pico (RP2040) is a RPI-RP2`,
      remedy: /--board/,
    });
  });

  it('a file for another chip is WRONG_FAMILY, and nothing is written', async () => {
    const path = drive('drive');
    await assert.rejects(flash([path], { bytes: uf2File(2, 0xe48b_ff59) }), {
      code: 'WRONG_FAMILY',
      exitCode: 2,
      message: 'the UF2 is for family 0xe48b_ff59, Raspberry Pi Pico (RP2040) takes 0xe48b_ff56',
      remedy: /would ignore the file without a word/,
    });
    assert.throws(() => readFileSync(join(path, 'firmware.uf2')));
  });

  for (const [what, bytes, message] of [
    ['empty', new Uint8Array(0), /0 bytes are not blocks of 512/],
    ['cut off', firmware.subarray(0, 1000), /1000 bytes are not blocks/],
    ['short of a block', firmware.subarray(512), /says 1 of 200; the file has 199/],
    ['no UF2', new Uint8Array(512), /block 0 lacks its magic numbers/],
  ] as const)
    it(`a file that is ${what} is UF2_DAMAGED`, async () => {
      await assert.rejects(flash([drive('drive')], { bytes }), {
        code: 'UF2_DAMAGED',
        exitCode: 9,
        message,
        remedy: /Build the firmware again/,
      });
    });

  for (const code of ['EACCES', 'EROFS', 'EPERM'])
    it(`${code} is DRIVE_PERMISSION`, async () => {
      const path = drive('drive');
      await assert.rejects(flash([path], failing(code, -1)), {
        code: 'DRIVE_PERMISSION',
        exitCode: 4,
        message: `no permission to write to ${path}`,
        remedy: /Mount the drive for your user/,
      });
    });

  it('a full disk is DRIVE_FULL, with how far it came', async () => {
    const path = drive('drive');
    await assert.rejects(flash([path], failing('ENOSPC', 32_768)), {
      code: 'DRIVE_FULL',
      exitCode: 3,
      message: `${path} is full after 32768 of 102400 bytes`,
      remedy: /Unplug the board/,
    });
  });

  it('a drive that takes nothing more is full, not a loop without end', async () => {
    const file = { sync: async () => undefined, close: async () => undefined };
    const openFile = async () => ({ ...file, write: async () => ({ bytesWritten: 0 }) });
    await assert.rejects(flash([drive('drive')], { openFile }), { code: 'DRIVE_FULL' });
  });

  it('a drive that goes away in the middle is DRIVE_VANISHED', async () => {
    const path = drive('drive');
    const vanished = { code: 'DRIVE_VANISHED', exitCode: 6, remedy: /Check the cable, hold BOOTSEL/ };
    const onEvent = (event: ProgramEvent) => {
      if (event.kind === 'written') rmSync(path, { recursive: true, force: true });
    };
    await assert.rejects(flash([path], { onEvent }), {
      ...vanished,
      message: `${path} went away after 65536 of 102400 bytes (ENODEV)`,
    });
    const next = drive('next');
    await assert.rejects(flash([next], failing('EIO', 32_768)), {
      ...vanished,
      message: `${next} went away after 32768 of 102400 bytes (EIO)`,
    });
  });

  it('a board that refuses the image is NOT_BOOTED after 5 s', async () => {
    const path = drive('drive');
    const clock = new FastClock();
    await assert.rejects(flash([path], { clock }), {
      code: 'NOT_BOOTED',
      exitCode: 6,
      message: `${path} is still there 5000 ms after 102400 bytes were written`,
      remedy: /boot block and family/,
    });
    assert.equal(clock.nowMs(), 5000);
  });

  it('the virtual drive takes a file and vanishes, and throws away what is not for it', async () => {
    const images: number[] = [];
    const virtual = new Uf2Drive({
      onImage: (bytes) => {
        images.push(bytes.length);
        return bytes.length === firmware.length;
      },
    });
    try {
      const real = uf2Programmer();
      writeFileSync(join(virtual.path, 'a.uf2'), uf2File(1));
      writeFileSync(join(virtual.path, 'notes.txt'), 'no firmware');
      await real.flash({ board, bytes: firmware, place: virtual.path });
      assert.deepEqual(images.sort(), [102_400, 512].sort());
      virtual.mount();
      assert.match(readFileSync(join(virtual.path, INFO), 'latin1'), /Board-ID: RPI-RP2/);
    } finally {
      virtual.remove();
    }
    assert.throws(() => readFileSync(join(virtual.path, INFO)));
  });
});
