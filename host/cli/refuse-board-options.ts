import { ExitCode, ToolError } from '../errors.ts';

interface BoardOption {
  readonly flag: string;
  /** What it is where nobody gives it. */
  readonly absent?: unknown;
  readonly why: string;
}

const SENSOR = 'no power sensor';
const boardOptions: Readonly<Record<string, BoardOption>> = {
  port: { flag: '--port', why: 'no serial line' },
  drive: { flag: '--drive', why: 'nothing is flashed' },
  flash: { flag: '--no-flash', absent: true, why: 'nothing is flashed' },
  verify: { flag: '--verify', absent: 3, why: 'boards are compared with Node' },
  instrument: { flag: '--instrument', why: SENSOR },
  windows: { flag: '--windows', absent: 1, why: SENSOR },
  'window-ms': { flag: '--window-ms', absent: 2000, why: SENSOR },
  'model-energy': { flag: '--model-energy', absent: false, why: 'its current is not declared' },
  explain: { flag: '--explain', absent: false, why: 'nobody counts its instructions' },
  optimize: { flag: '--optimize', absent: 'speed', why: 'no flash to save' },
};

/**
 * What only a board has, where this machine takes its place.
 * @throws ToolError `USAGE` with all of them named at once
 */
export const refuseBoardOptions = (args: Readonly<Record<string, unknown>>): void => {
  const given = Object.entries(boardOptions).filter(([name, { absent }]) => args[name] !== absent);
  if (given.length === 0) return;
  throw new ToolError(
    'USAGE',
    ExitCode.Usage,
    `--board node does not take ${given.map(([, { flag, why }]) => `${flag} (${why})`).join(', ')}`,
    'Leave it out, or name a board: picojoule boards lists them.',
  );
};
