import { boards } from '../../boards/index.gen.ts';
import type { BoardSpec, NamedBoard } from '../../boards/spec.ts';
import { findQemu } from '../../host/emulate/qemu/find-qemu.ts';
import { ToolError } from '../../host/errors.ts';
import { hasProcesses } from './children.ts';

export const qemuBoards: readonly NamedBoard[] = Object.entries(boards as Readonly<Record<string, BoardSpec>>)
  .filter(([, { emulator }]) => emulator === 'qemu')
  .map(([id, board]) => ({ ...board, id }));

const isInstalled = (): boolean => {
  try {
    findQemu();
    return true;
  } catch (error) {
    if (error instanceof ToolError) return false;
    throw error;
  }
};

type Test = (title: string, body: () => Promise<void>) => void;

/** `it`, or a pending test that says why. */
export const itOnQemu: Test = (title, body) => {
  if (isInstalled()) it(title, body);
  else it(`${title} (needs qemu-system-arm)`);
};

/** Where the test looks for QEMU's own process, too. */
export const itSeesQemu: Test = hasProcesses ? itOnQemu : (title) => void it(`${title} (needs /proc)`);
