import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from '../support/children.ts';
import { itOnQemu, itSeesQemu } from '../support/qemu-boards.ts';
import { binary, demoModel, picojoule } from '../support/spawn.ts';

interface Document {
  readonly figures: readonly { id: string; value?: number; source: string; note?: string }[];
  readonly layers: readonly { instructions: number; cycles?: number }[];
  readonly verify: { equal: boolean; records: number; layers: number };
}

/** The QEMU that a command has started. */
const qemuOf = async (command: ChildProcess): Promise<number> => {
  for (;;) {
    const [pid] = childrenOf(command.pid ?? 0, 'qemu-system');
    if (pid !== undefined) return pid;
    await delay(5);
  }
};
const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('command line: a board on QEMU', () => {
  itOnQemu('run --json gives counted instructions and, where the processor has a model, modelled cycles', async () => {
    const { stdout, stderr, code } = await picojoule('run', demoModel, '--board', 'cortex-m4-qemu', '--json');
    assert.equal(code, 0, stderr);
    const { figures, layers, verify } = JSON.parse(stdout) as Document;
    assert.deepEqual(verify, { equal: true, records: 1, layers: 11 });
    const figure = (id: string) => figures.find((one) => one.id === id);
    const total = layers.reduce((sum, { instructions }) => sum + instructions, 0);
    assert.deepEqual([figure('instructions')?.value, figure('instructions')?.source], [total, 'counted']);
    const cycles = layers.reduce((sum, layer) => sum + (layer.cycles ?? 0), 0);
    assert.deepEqual([figure('cycles')?.value, figure('cycles')?.source], [cycles, 'modelled']);
    assert.ok(cycles > total && cycles < 2 * total);
    assert.equal(figure('latency')?.source, 'modelled');
    assert.deepEqual(
      [figure('energy_per_inference')?.value, figure('energy_per_inference')?.note],
      [undefined, 'QEMU has no power sensor; --model-energy where the board declares its current'],
    );
  });

  itOnQemu('an instrument that the board cannot have is refused after the rest', async () => {
    const args = ['run', demoModel, '--board', 'cortex-m7-qemu', '--instrument', 'ina219', '--count', '1'];
    const { stdout, stderr, code } = await picojoule(...args);
    assert.equal(code, 6);
    assert.match(stderr, /error\[BOARD_REFUSED\]: the board refused MEASURE: NO_SENSOR\nhelp: .*I2C bus/);
    assert.match(stdout, /^op +kernel +output +MACs +instructions +share +instructions\/MAC$/m);
  });

  itOnQemu(
    'emulate leaves it running: flashed with a model and with what build wrote, measured, verified',
    async () => {
      const emulator = spawn(process.execPath, [binary, 'emulate', 'cortex-m33-qemu', '--json']);
      try {
        const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
        const { port, drive } = JSON.parse(line.toString()) as { port: string; drive: string };
        const at = ['--board', 'cortex-m33-qemu', '--port', port];
        const built = await picojoule('build', demoModel, '--board', 'cortex-m33-qemu', '-o', `${drive}/built.elf`);
        assert.equal(built.code, 0, built.stderr);
        for (const firmware of [demoModel, `${drive}/built.elf`]) {
          const flashed = await picojoule('flash', firmware, ...at, '--drive', drive);
          assert.equal(flashed.code, 0, flashed.stderr);
          assert.match(flashed.stdout, /bytes written; it runs fashion for cortex-m33-qemu/);
        }
        const measured = await picojoule('measure', ...at, '--count', '2');
        assert.equal(measured.code, 0, measured.stderr);
        assert.match(measured.stdout, /^instructions +[\d,]+ +instructions +counted$/m);
        const verified = await picojoule('run', demoModel, ...at, '--no-flash', '--count', '1');
        assert.equal(verified.code, 0, verified.stderr);
        assert.match(verified.stdout, /1 record equal to Node/);
      } finally {
        emulator.kill('SIGINT');
        await once(emulator, 'close');
      }
    },
  );

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    itSeesQemu(`${signal} during a run ends QEMU, too`, async () => {
      const command = spawn(process.execPath, [
        binary,
        'run',
        demoModel,
        '--board',
        'cortex-m4-qemu',
        '--count',
        '9999',
      ]);
      const qemu = await qemuOf(command);
      command.kill(signal);
      const [, how] = (await once(command, 'close')) as [number | null, string | null];
      assert.equal(how, signal);
      while (isAlive(qemu)) await delay(5);
    });

  itSeesQemu('emulate ends QEMU and removes its folder', async () => {
    const emulator = spawn(process.execPath, [binary, 'emulate', 'cortex-m4-qemu', '--json']);
    const [line] = (await once(emulator.stdout, 'data')) as [Buffer];
    const { port, drive } = JSON.parse(line.toString()) as { port: string; drive: string };
    const at = ['--board', 'cortex-m4-qemu', '--port', port, '--drive', drive];
    assert.equal((await picojoule('flash', demoModel, ...at)).code, 0);
    const qemu = await qemuOf(emulator);
    emulator.kill('SIGTERM');
    const [code] = (await once(emulator, 'close')) as [number | null];
    assert.equal(code, 0);
    assert.ok(!existsSync(drive));
    while (isAlive(qemu)) await delay(5);
  });
});
