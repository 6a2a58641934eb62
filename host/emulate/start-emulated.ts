import { boards } from '../../boards/index.gen.ts';
import type { BoardSpec } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { emulatedBoards } from './boards/index.gen.ts';
import type { EmulatedBoardOptions, EmulatedBoardSpec, RunningBoard } from './boards/spec.ts';

/** Starts the emulator that plays `boardId`, in BOOTSEL. */
export const startEmulated = async (boardId: string, options: EmulatedBoardOptions = {}): Promise<RunningBoard> => {
  const board = (boards as Readonly<Record<string, BoardSpec>>)[boardId];
  const emulator = (emulatedBoards as Readonly<Record<string, EmulatedBoardSpec>>)[board?.emulator ?? ''];
  if (board === undefined || emulator === undefined) {
    throw new ToolError(
      'NOT_EMULATED',
      ExitCode.Usage,
      `no emulator plays the board "${boardId}"`,
      `Emulated boards: ${Object.keys(emulatedBoards).join(', ')}.`,
    );
  }
  return emulator.start(board, options);
};
