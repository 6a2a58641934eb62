import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';

export interface PortInfo {
  readonly path: string;
  readonly vendorId?: string;
  readonly productId?: string;
  readonly serialNumber?: string;
  readonly description?: string;
}

/** Undefined for what is absent, or was there a moment ago: devices come and go. */
const orGone = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
const readText = (file: string): string | undefined => orGone(() => readFileSync(file, 'utf8').trim());

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
export const listSysfsPorts = (root = '/sys/class/tty'): PortInfo[] =>
  (orGone(() => readdirSync(root)) ?? [])
    .filter((name) => !/^ttyS\d/.test(name))
    .sort()
    .flatMap((name) => {
      const device = orGone(() => realpathSync(join(root, name, 'device')));
      return device === undefined ? [] : [{ path: `/dev/${name}`, ...usbFacts(device) }];
    });

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
