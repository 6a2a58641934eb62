import assert from 'node:assert/strict';
import type { Target } from '../../../host/aot/compile-module.ts';
import { BareCore } from '../../../host/emulate/bare/bare-core.ts';
import { RAM_ORIGIN } from '../../../host/emulate/bare/machine.ts';
import type { Executable } from './executable.ts';
import { RAM, type Subject } from './subject.ts';

const STACK_BYTES = 0x1_0000;
const INSTRUCTION_LIMIT = 100_000_000;

export interface Measured {
  readonly instructions: number;
  readonly cycles: number;
  readonly codeBytes: number;
}

const cores = new Map<Target, BareCore>();
const coreOf = (target: Target): BareCore => {
  const ramBytes = RAM.origin - RAM_ORIGIN + RAM.bytes + STACK_BYTES;
  const core = cores.get(target) ?? new BareCore({ target, ramBytes, instructionLimit: INSTRUCTION_LIMIT });
  cores.set(target, core);
  return core;
};

/** Runs it once, and fails where result or memory are not Node's. */
export const measure = (subject: Subject, target: Target, { segments, entry, codeBytes }: Executable): Measured => {
  const core = coreOf(target);
  const memory = core.ram.subarray(RAM.origin - RAM_ORIGIN).subarray(0, RAM.bytes);
  core.load({ segments });
  memory.set(subject.before);
  const { result } = subject;
  const { isTrap, results, instructions, cycles } = core.call(entry, subject.args, result === undefined ? 0 : 1);
  const where = `${subject.name} on ${target}`;
  assert.ok(!isTrap, `${where} traps`);
  assert.equal(results[0] === undefined ? undefined : results[0] | 0, result, `result of ${where}`);
  assert.ok(Buffer.compare(memory, subject.after) === 0, `memory behind ${where} is not Node's`);
  return { instructions, cycles, codeBytes };
};
