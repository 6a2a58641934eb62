import type { CommandModule } from 'yargs';
import { boards } from '../../../boards/index.gen.ts';

export default {
  command: 'boards',
  describe: 'list the boards',
  builder: (yargs) => yargs.option('json', { type: 'boolean', default: false }) as never,
  handler: ({ json }) => {
    const rows = Object.entries(boards).map(([id, { title, status }]) => ({ id, title, status }));
    process.stdout.write(
      json
        ? `${JSON.stringify(rows)}\n`
        : rows.map(({ id, title, status }) => `${id.padEnd(16)}${title} (${status})\n`).join(''),
    );
  },
} satisfies CommandModule<unknown, { json: boolean }>;
