import type { RegisterFile } from '../../machine/allocate.ts';

// AAPCS (IHI 0042): r0-r3 carry arguments and results and, with r12 and lr, do not survive a call; r4-r11 do.
export const SP = 13;
export const LR = 14;
export const PC = 15;
export const scratchAfterCall = [0, 1, 2, 3, 12, 14] as const;

/** Low registers first: their instructions are half as long. lr is one like the others once it has been saved. */
export const registerFile: RegisterFile = { general: [3, 2, 1, 0, 4, 5, 6, 7, 12, 14, 8, 9, 10, 11], high: [] };

const conditionCodes = ['eq', 'ne', 'hs', 'lo', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le'] as const;
export type Condition = (typeof conditionCodes)[number];
export const codeOf = (condition: string | undefined): number => conditionCodes.indexOf(condition as Condition);
/** Conditions come in pairs (ARMv7-M ARM, A7.3). */
export const opposite = (condition: string): Condition => conditionCodes[codeOf(condition) ^ 1] as Condition;
