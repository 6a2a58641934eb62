import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { boards } from '../boards/index.gen.ts';
import type { BoardSpec } from '../boards/spec.ts';
import { emulatedBoards } from '../host/emulate/boards/index.gen.ts';
import { VECTOR_TABLE_ALIGNMENT, vectorTableBytes } from '../host/firmware/tables.ts';
import { programmers } from '../host/programmers/index.gen.ts';

type Rule = (board: BoardSpec) => string | undefined;

const GPIO_COUNT = 30;
const assembly = fileURLToPath(new URL('../assembly/', import.meta.url));

const regionsDoNotOverlap: Rule = ({ flash, ram }) =>
  flash.origin < ram.origin + ram.bytes && ram.origin < flash.origin + flash.bytes
    ? `${flash.name} overlaps ${ram.name}`
    : undefined;
const stackFitsRam: Rule = ({ stackBytes, ram }) =>
  stackBytes < ram.bytes && stackBytes % 8 === 0 ? undefined : `a stack of ${stackBytes} bytes`;
const triggerIsAPin: Rule = ({ trigger }) =>
  trigger === undefined || (trigger.gpio >= 0 && trigger.gpio < GPIO_COUNT) ? undefined : `GPIO ${trigger.gpio}`;
const onlyEmulatedCounts: Rule = ({ timing, emulator }) =>
  (timing === 'counted') === (emulator !== undefined) ? undefined : `timing ${timing} with emulator ${emulator}`;
const onlyQemuCountsInstructions: Rule = ({ counts, qemu }) =>
  (counts === 'instructions') === (qemu !== undefined) ? undefined : `counts ${counts}`;
/** What `host/emulate/qemu/instructions.ts` needs for exact counts, and what `-icount shift` can express. */
const instructionsAreTold: Rule = ({ clockHz, counterHz = clockHz, qemu }) =>
  qemu === undefined ||
  (Number.isInteger(Math.log2(qemu.instructionNs)) &&
    qemu.instructionNs <= 1024 &&
    qemu.instructionNs * counterHz > 4e9)
    ? undefined
    : `${qemu.instructionNs} ns an instruction at ${counterHz} Hz`;
const partsExist: Rule = ({ programmer, emulator, firmware: { drivers } }) => {
  if (!Object.hasOwn(programmers, programmer)) return `programmer ${programmer}`;
  if (emulator !== undefined && !Object.hasOwn(emulatedBoards, emulator)) return `emulator ${emulator}`;
  return existsSync(`${assembly}drivers/${drivers}/chip.ts`) ? undefined : `drivers ${drivers}`;
};
const interruptsFitTheTable: Rule = ({ firmware: { interrupts } }) => {
  const bytes = vectorTableBytes(interrupts);
  return bytes <= VECTOR_TABLE_ALIGNMENT ? undefined : `a table of ${bytes} bytes`;
};
const uf2HasAFamily: Rule = ({ programmer, uf2 }) =>
  programmer === 'uf2' && uf2 === undefined ? 'the UF2 programmer needs a family' : undefined;
const currentHasASource: Rule = ({ current }) =>
  current === undefined || (current.activeA > (current.sleepA ?? 0) && current.source.length > 0)
    ? undefined
    : 'currents';

const rules = [
  regionsDoNotOverlap,
  stackFitsRam,
  triggerIsAPin,
  onlyEmulatedCounts,
  onlyQemuCountsInstructions,
  instructionsAreTold,
  partsExist,
  interruptsFitTheTable,
  uf2HasAFamily,
  currentHasASource,
];

describe('boards', () => {
  for (const [id, board] of Object.entries(boards as Readonly<Record<string, BoardSpec>>)) {
    for (const rule of rules) it(`${id}: ${rule.name}`, () => assert.equal(rule(board), undefined));
  }
});
