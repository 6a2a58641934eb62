import { boards } from '../../../boards/index.gen.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'boards',
  describe: 'list the boards',
  builder: (yargs) => yargs.option('json', options.json),
  handler: ({ json }) => {
    const rows = Object.entries(boards).map(([id, { title, status, flash, ram, clockHz }]) => ({
      id,
      title,
      status,
      clockHz,
      flashBytes: flash.bytes,
      ramBytes: ram.bytes,
    }));
    const width = Math.max(...rows.map(({ id }) => id.length)) + 2;
    process.stdout.write(
      json
        ? `${JSON.stringify(rows)}\n`
        : rows.map(({ id, title, status }) => `${id.padEnd(width)}${title} (${status})\n`).join(''),
    );
  },
});
