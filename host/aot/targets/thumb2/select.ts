import type { MachineFunction } from '../../machine/lir.ts';
import { Selection } from '../../machine/selection.ts';
import { isLoad, isStore, type SsaFunction, type Value } from '../../ssa/ir.ts';
import { isCompare } from '../../ssa/simplify.ts';
import { scratchAfterCall } from './registers.ts';
import { arithmetic } from './select-arithmetic.ts';
import { materialize, test } from './select-compare.ts';
import { dsp } from './select-dsp.ts';
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
      return s.emit('mov', [s.regOf(value)], [s.pairOf(args[0] as Value)[value.imm] as number]);
    case 'call': {
      if (inlineSupport(s, value)) return;
      // Results leave r0 and r1 at once.
      const [lo, hi] = s.pairOf(value);
      s.call('bl', { symbol: value.symbol }, [], args);
      if (value.imm > 0) s.emit('mov', [lo], [0]);
      if (value.imm > 1) s.emit('mov', [hi], [1]);
      return;
    }
    case 'call_address':
      return s.call('blx', {}, [s.regOf(args[0] as Value)], []);
    case 'intrinsic':
      return s.emit(
        value.symbol,
        value.symbol.startsWith('get') ? [s.regOf(value)] : [],
        args.map((arg) => s.regOf(arg)),
      );
    case 'dsp':
      return dsp(s, value);
    default:
      return arithmetic(s, value);
  }
};
