import { boards } from '../../boards/index.gen.ts';
import type { BoardSpec, NamedBoard } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';

export const findBoard = (id: string): NamedBoard => {
  const board = (boards as Readonly<Record<string, BoardSpec>>)[id];
  if (!board)
    throw new ToolError(
      'UNKNOWN_BOARD',
      ExitCode.Usage,
      `no board "${id}"`,
      `Boards: ${Object.keys(boards).join(', ')}.`,
    );
  return { ...board, id };
};
