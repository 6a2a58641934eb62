import assert from 'node:assert/strict';
import { NoReturn } from '../../../host/emulate/bare/bare-core.ts';
import { targets } from '../sandboxed.ts';
import { BoardMachine } from './board-machine.ts';
import { linesInC } from './in-c.ts';
import { NodeMachine } from './node-machine.ts';
import { linesOf, type Program } from './program.ts';

/** A program, and what it does in Node. */
export interface Told {
  readonly program: Program;
  readonly lines: readonly string[];
}

/**
 * Runs a program in Node and sandboxed on every emulated processor: fails unless results, traps, arguments of imports, globals
 * and memories are the same. Nothing if an emulator gave up.
 */
export const checkOnBoards = (program: Program): Told | undefined => {
  const lines = linesOf(new NodeMachine(program), program);
  try {
    for (const target of targets) assert.deepEqual(linesOf(new BoardMachine(program, target), program), lines, target);
  } catch (error) {
    if (error instanceof NoReturn) return undefined;
    throw error;
  }
  return { program, lines };
};

/** The same through C, many programs at once. Gives how many. */
export const checkInC = (told: readonly Told[]): number => {
  const actual = linesInC(told.map(({ program }) => program));
  told.forEach(({ program, lines }, at) => {
    assert.deepEqual(actual[at], lines, `C: ${program.name}`);
  });
  return told.length;
};
