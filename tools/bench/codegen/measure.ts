import assert from 'node:assert/strict';
import type { Target } from '../../../host/aot/compile-module.ts';
import { BareCore } from '../../../host/emulate/bare/bare-core.ts';
import { FLASH, RAM_ORIGIN } from '../../../host/emulate/bare/machine.ts';
import { ExecutionProfile } from '../../../host/emulate/execution-profile.ts';
import type { Executable } from './executable.ts';
import { RAM, type Subject } from './subject.ts';

const RAM_BYTES = RAM.origin - RAM_ORIGIN + RAM.bytes;
const STACK_BYTES = 0x1_0000;
const INSTRUCTION_LIMIT = 100_000_000;

export interface Measured extends Pick<Executable, 'codeBytes' | 'usesLibrary'> {
  readonly instructions: number;
  /** Counted on the Cortex-M0+, modelled on the Cortex-M4. */
  readonly cycles: number;
  /** How often the instruction at an address was executed. */
  readonly executions: (address: number) => number;
}

/** Runs it once, and fails where result or memory are not Node's. */
export const measure = (subject: Subject, target: Target, executable: Executable): Measured => {
  const profile = new ExecutionProfile(FLASH.bytes);
  const ramBytes = RAM_BYTES + STACK_BYTES;
  const core = new BareCore({ target, ramBytes, instructionLimit: INSTRUCTION_LIMIT, profile });
  const memory = core.ram.subarray(RAM_BYTES - RAM.bytes, RAM_BYTES);
  core.load(executable);
  memory.set(subject.before);
  const { result } = subject;
  const { isTrap, results, ...counts } = core.call(executable.entry, subject.args, result === undefined ? 0 : 1);
  const where = `${subject.name} on ${target}`;
  assert.ok(!isTrap, `${where} traps`);
  assert.deepEqual(
    results.map((word) => word | 0),
    result === undefined ? [] : [result],
    `result of ${where}`,
  );
  assert.ok(Buffer.compare(memory, subject.after) === 0, `memory behind ${where} is not Node's`);
  const { codeBytes, usesLibrary } = executable;
  const executions = (address: number): number => profile.executed[(address - FLASH.origin) >> 1] ?? 0;
  return { ...counts, codeBytes, usesLibrary, executions };
};
