import { listPorts } from '../../link/ports.ts';
import { defineCommand } from '../define-command.ts';
import * as options from '../options.ts';

export default defineCommand({
  command: 'ports',
  describe: 'list the serial ports',
  builder: (yargs) => yargs.option('json', options.json),
  handler: async ({ json }) => {
    const ports = await listPorts();
    const line = ({ path, vendorId, productId, description = '' }: (typeof ports)[number]): string =>
      `${path}  ${vendorId === undefined ? 'no USB device' : `${vendorId}:${productId}`}  ${description}`.trimEnd();
    if (json) process.stdout.write(`${JSON.stringify(ports)}\n`);
    else if (ports.length === 0) process.stderr.write('no serial ports; `picojoule emulate pico` makes one\n');
    else process.stdout.write(ports.map((port) => `${line(port)}\n`).join(''));
  },
});
