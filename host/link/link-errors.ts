import { Frame, Status } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';

/** Nothing came, or nothing that answers; the last line of text, if the board sent one, may say why. */
export const silent = (what: string, ms: number, text: string): ToolError =>
  new ToolError(
    'BOARD_SILENT',
    ExitCode.Link,
    `no answer to ${what} in ${ms} ms${text === '' ? '' : `; the board said "${text}"`}`,
    'Check the port, the baud rate in the board file and the wiring, or flash the firmware again.',
  );

export const lost = (cause?: unknown): ToolError =>
  new ToolError(
    'LINK_LOST',
    ExitCode.Link,
    'the serial port went away during the exchange',
    'Check the cable and the power supply, then run again.',
    { cause },
  );

/** The firmware's own handler said so. */
export const faulted = (): ToolError =>
  new ToolError(
    'BOARD_FAULT',
    ExitCode.Link,
    'the firmware ended in a HardFault',
    'Flash firmware that was built for this board; if it was, report it with the model.',
  );

export const badReply = (what: string): ToolError =>
  new ToolError(
    'BAD_REPLY',
    ExitCode.Link,
    what,
    'The firmware speaks another version of the protocol; flash it again with this version of picojoule.',
  );

/** By status, for requests of every kind, except where a kind has its own. */
const remedies: Partial<Record<Status, string>> = {
  [Status.NO_SENSOR]:
    'Connect an INA219, address 0x40, to a board that has an I2C bus (a Pico: SDA on GP4, SCL on GP5), or leave --instrument out.',
  [Status.BUSY]: 'Another run is still going on; connect again, which ends it.',
};

const measureRemedies: Partial<Record<Status, string>> = {
  ...remedies,
  [Status.OUT_OF_RANGE]: 'Ask for a window of at most 1000 s, and a sensor period of at least 1 ms.',
};

export const refused = (type: Frame, status: number): ToolError =>
  new ToolError(
    'BOARD_REFUSED',
    ExitCode.Link,
    `the board refused ${Frame[type]}: ${Status[status] ?? `status ${status}`}`,
    (type === Frame.MEASURE ? measureRemedies : remedies)[status as Status] ??
      'Flash the firmware that belongs to this model and version.',
  );
