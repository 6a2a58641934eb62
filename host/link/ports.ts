import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';

export interface PortInfo {
  readonly path: string;
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
  readonly description?: string;
}

const readText = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;

/** The USB device's attributes stand some folders above the terminal's own. */
const usbFacts = (device: string): Omit<PortInfo, 'path'> => {
  for (let folder = device; folder.length > 1; folder = dirname(folder)) {
    const vendorId = readText(join(folder, 'idVendor'));
    if (vendorId === undefined) continue;
    const [productId, serialNumber, description] = ['idProduct', 'serial', 'product'].map((name) =>
      readText(join(folder, name)),
    );
    return {
      vendorId,
      ...(productId !== undefined && { productId }),
      ...(serialNumber !== undefined && { serialNumber }),
      ...(description !== undefined && { description }),
    };
  }
  return {};
};

/** Serial ports by the kernel's own list. `SerialPort.list` fails where udevadm is absent, as in containers. */
export const listSysfsPorts = (root = '/sys/class/tty'): PortInfo[] => {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'device')) && !/^ttyS\d/.test(name))
    .map((name) => ({ path: `/dev/${name}`, ...usbFacts(realpathSync(join(root, name, 'device'))) }));
};

export const listPorts = async (): Promise<PortInfo[]> => {
  if (process.platform === 'linux') return listSysfsPorts();
  return (await SerialPort.list()).map(({ path, vendorId, productId, serialNumber, manufacturer }) => ({
    path,
    ...(vendorId !== undefined && { vendorId }),
    ...(productId !== undefined && { productId }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(manufacturer !== undefined && { description: manufacturer }),
  }));
};
