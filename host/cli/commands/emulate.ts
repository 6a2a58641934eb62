import { once } from 'node:events';
import { isPlayable, startEmulated } from '../../emulate/start-emulated.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'emulate <board>',
  describe: 'leave an emulated board running, for other programs to flash and talk to',
  builder: (yargs) =>
    yargs
      .positional('board', { type: 'string', demandOption: true, describe: 'pico, cortex-m4-qemu, …' })
      .option('json', options.json),
  handler: async ({ board, json }) => {
    // A real board's name means its emulated twin.
    const id = isPlayable(board) ? board : `${board}-emulated`;
    const running = await startEmulated(id, {
      onFault: ({ message, remedy }) => process.stderr.write(`${message}\n${remedy}\n`),
    });
    const { serialPath: port, drivePath: drive } = running;
    process.stdout.write(
      json
        ? `${JSON.stringify({ board: id, port, drive })}\n`
        : `${id} waits for firmware\nserial port ${port}\ndrive       ${drive}\nflash it:   picojoule flash MODEL --board ${id} --drive ${drive} --port ${port}\nCtrl-C ends it\n`,
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    running.stop();
  },
});
