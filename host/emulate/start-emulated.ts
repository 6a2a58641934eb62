import { boards } from '../../boards/index.gen.ts';
import type { BoardSpec } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { emulatedBoards } from './boards/index.gen.ts';
import type { EmulatedBoardOptions, EmulatedBoardSpec, RunningBoard } from './boards/spec.ts';

const all = Object.entries(boards as Readonly<Record<string, BoardSpec>>);
/** Boards that an emulator plays. */
const playable = new Map(all.filter(([, { emulator }]) => emulator !== undefined));

export const isPlayable = (boardId: string): boolean => playable.has(boardId);

/** Starts the emulator that plays `boardId`, waiting for firmware. */
export const startEmulated = async (boardId: string, options: EmulatedBoardOptions = {}): Promise<RunningBoard> => {
  const board = playable.get(boardId);
  if (board === undefined)
    throw new ToolError(
      'NOT_EMULATED',
      ExitCode.Usage,
      `no emulator plays the board "${boardId}"`,
      `Emulated boards: ${[...playable.keys()].join(', ')}.`,
    );
  const emulator: EmulatedBoardSpec = emulatedBoards[board.emulator as keyof typeof emulatedBoards];
  return stopWithProcess(emulator.start(board, options));
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A board leaves nothing behind when this process ends before it is stopped, by a signal or otherwise. */
const stopWithProcess = (board: RunningBoard): RunningBoard => {
  const stop = (): void => {
    process.off('exit', stop);
    for (const signal of signals) process.off(signal, onSignal);
    board.stop();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    stop();
    // Unless someone else looks after it, the signal does what it would have done.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on('exit', stop);
  for (const signal of signals) process.on(signal, onSignal);
  return { ...board, stop };
};
