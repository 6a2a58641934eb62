import type { MachineFunction } from '../../machine/lir.ts';
import { Selection } from '../../machine/selection.ts';
import { isLoad, isStore, type SsaFunction, type Value } from '../../ssa/ir.ts';
import { isCompare } from '../../ssa/simplify.ts';
import { scratchAfterCall } from './registers.ts';
import { arithmetic } from './select-arithmetic.ts';
import { materialize, test } from './select-compare.ts';
import { dsp } from './select-dsp.ts';
import { long } from './select-long.ts';
import { access } from './select-memory.ts';
import { select as selectValue } from './select-select.ts';
import { inlineSupport } from './select-support.ts';

/** SSA → ARMv7E-M instructions over virtual registers. */
export const select = (fn: SsaFunction): MachineFunction =>
  new Selection(fn, { lower, test, scratchAfterCall }).machine;

const lower = (s: Selection, value: Value): void => {
  const { op, args } = value;
  if (isLoad(op) || isStore(op)) return access(s, value);
  if (isCompare(op) || op === 'less64_s' || op === 'less64_u') return materialize(s, value);
  switch (op) {
    case 'select':
      return selectValue(s, value);
    case 'proj':
      return s.emit('mov', [s.regOf(value)], [s.resultOf(args[0] as Value, value.imm)]);
    case 'call':
      return inlineSupport(s, value) ? undefined : s.call(value, { symbol: value.symbol }, args);
    case 'call_indirect':
      return s.call(value, { address: args[0] as Value }, args.slice(1));
    case 'call_address':
      return s.call(value, { address: args[0] as Value }, []);
    case 'trap_if': {
      const condition = test(s, args[0] as Value);
      return s.emit('trapcc', [], [], { condition, imm: value.imm, readsFlags: true });
    }
    case 'intrinsic':
      return s.emit(
        value.symbol,
        value.symbol.startsWith('get') ? [s.regOf(value)] : [],
        args.map((arg) => s.regOf(arg)),
      );
    case 'add64':
    case 'sub64':
      return long(s, value);
    case 'dsp':
      return dsp(s, value);
    default:
      return arithmetic(s, value);
  }
};
