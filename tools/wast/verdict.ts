import type { Trap } from '../../assembly/shared/trap.ts';
import { trapText } from '../../host/aot/sandbox/trap-text.ts';
import { isWide, type WasmValue } from '../../host/emulate/bare/values.ts';
import type { Constant } from './text-format.ts';

/** As the board takes and gives it: a float by its bits, a reference of the host's by its number + 1, null as 0. */
export const boardValue = (constant: Constant): WasmValue => {
  if (constant.kind === 'number') return BigInt.asIntN(64, constant.bits);
  if (constant.kind === 'extern') return constant.number + 1;
  return 0;
};

const QUIET = { f32: 0x40_0000n, f64: 0x8_0000_0000_0000n };
const MAGNITUDE = { f32: 0x7fff_ffffn, f64: 0x7fff_ffff_ffff_ffffn };
const CANONICAL = { f32: 0x7fc0_0000n, f64: 0x7ff8_0000_0000_0000n };

/** Core specification 4.3.3: a NaN is canonical where of its payload only the highest bit is set, arithmetic where at least that. */
const isNan = (bits: bigint, type: 'f32' | 'f64', isCanonical: boolean): boolean =>
  isCanonical
    ? (bits & MAGNITUDE[type]) === CANONICAL[type]
    : (bits & CANONICAL[type]) === CANONICAL[type] && (bits & QUIET[type]) !== 0n;

export const isExpected = (actual: WasmValue | undefined, expected: Constant): boolean => {
  if (actual === undefined) return false;
  switch (expected.kind) {
    case 'number': {
      const width = isWide(expected.type) ? 64 : 32;
      return BigInt.asUintN(width, BigInt(actual)) === expected.bits;
    }
    case 'nan':
      return typeof actual === 'bigint'
        ? isNan(BigInt.asUintN(64, actual), 'f64', expected.isCanonical)
        : isNan(BigInt(actual >>> 0), 'f32', expected.isCanonical);
    case 'function':
      return actual !== 0;
    case 'null':
      return actual === 0;
    case 'extern':
      return actual === expected.number + 1;
  }
};

/** Scripts say more of some traps than their kind, "uninitialized element 2", and less of others, "undefined". */
export const isTrapText = (kind: Trap, message: string): boolean =>
  message.startsWith(trapText[kind]) || trapText[kind].startsWith(message);
