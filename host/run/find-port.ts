import type { BoardSpec } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { listPorts, type PortInfo } from '../link/ports.ts';

const isOf = ({ serial: { usb } }: BoardSpec, port: PortInfo): boolean =>
  usb === undefined
    ? port.vendorId !== undefined
    : Number.parseInt(port.vendorId ?? '', 16) === usb.vid && Number.parseInt(port.productId ?? '', 16) === usb.pid;

/**
 * The serial port of a board: the one the user named, or the only one that can be it. Between two it does not guess.
 * @throws ToolError `NO_PORT`, `MANY_PORTS`
 */
export const findPort = async (
  board: BoardSpec,
  named: string | undefined,
  list: () => Promise<PortInfo[]> = listPorts,
): Promise<string> => {
  if (named !== undefined) return named;
  const [only, ...others] = (await list()).filter((port) => isOf(board, port));
  if (!only)
    throw new ToolError(
      'NO_PORT',
      ExitCode.NoDevice,
      `no serial port found for ${board.title}`,
      'Connect a serial adapter, or name the port with --port; `picojoule ports` lists what is there.',
    );
  if (others.length > 0)
    throw new ToolError(
      'MANY_PORTS',
      ExitCode.Usage,
      `several serial ports may be ${board.title}: ${[only, ...others].map(({ path }) => path).join(', ')}`,
      'Name one with --port.',
    );
  return only.path;
};
