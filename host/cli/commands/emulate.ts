import { once } from 'node:events';
import { emulatedBoards } from '../../emulate/boards/index.gen.ts';
import { startEmulated } from '../../emulate/start-emulated.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'emulate <board>',
  describe: 'leave an emulated board running, for other programs to flash and talk to',
  builder: (yargs) =>
    yargs.positional('board', { type: 'string', demandOption: true, describe: 'pico' }).option('json', options.json),
  handler: async ({ board, json }) => {
    const id = board in emulatedBoards ? board : `${board}-emulated`;
    const running = await startEmulated(id, {
      onFault: ({ message, remedy }) => process.stderr.write(`${message}\n${remedy}\n`),
    });
    const { serialPath: port, drivePath: drive } = running;
    process.stdout.write(
      json
        ? `${JSON.stringify({ board: id, port, drive })}\n`
        : `${id} waits in BOOTSEL\nserial port ${port}\ndrive       ${drive}\nflash it:   picojoule flash MODEL --board ${id} --drive ${drive} --port ${port}\nCtrl-C ends it\n`,
    );
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    running.stop();
  },
});
