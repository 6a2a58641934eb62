import assert from 'node:assert/strict';
import { boards } from '../boards/index.gen.ts';
import type { BoardSpec } from '../boards/spec.ts';

type Rule = (board: BoardSpec) => string | undefined;

const GPIO_COUNT = 30;

const regionsDoNotOverlap: Rule = ({ flash, ram }) =>
  flash.origin < ram.origin + ram.bytes && ram.origin < flash.origin + flash.bytes
    ? `${flash.name} overlaps ${ram.name}`
    : undefined;
const stackFitsRam: Rule = ({ stackBytes, ram }) =>
  stackBytes < ram.bytes && stackBytes % 8 === 0 ? undefined : `a stack of ${stackBytes} bytes`;
const triggerIsAPin: Rule = ({ trigger }) =>
  trigger.gpio >= 0 && trigger.gpio < GPIO_COUNT ? undefined : `GPIO ${trigger.gpio}`;
const onlyEmulatedCounts: Rule = ({ timing, emulator }) =>
  (timing === 'counted') === (emulator !== undefined) ? undefined : `timing ${timing} with emulator ${emulator}`;
const uf2HasAFamily: Rule = ({ programmer, uf2 }) =>
  programmer === 'uf2' && uf2 === undefined ? 'the UF2 programmer needs a family' : undefined;
const currentHasASource: Rule = ({ current }) =>
  current === undefined || (current.activeA > current.sleepA && current.source.length > 0) ? undefined : 'currents';

const rules = [regionsDoNotOverlap, stackFitsRam, triggerIsAPin, onlyEmulatedCounts, uf2HasAFamily, currentHasASource];

describe('boards', () => {
  for (const [id, board] of Object.entries(boards as Readonly<Record<string, BoardSpec>>)) {
    for (const rule of rules) it(`${id}: ${rule.name}`, () => assert.equal(rule(board), undefined));
  }
});
