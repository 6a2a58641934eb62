import { ExitCode, ToolError } from '../../errors.ts';
import type { FunctionImport } from '../wasm/module.ts';
import { dspInstructions } from './dsp.ts';
import type { FunctionBuilder } from './function-builder.ts';
import type { Value } from './ir.ts';

type Build = (b: FunctionBuilder, args: Value[]) => Value;

const access =
  (op: 'load8_u' | 'load16_u' | 'load32' | 'store8' | 'store16' | 'store32'): Build =>
  (b, args) =>
    b.volatileValue(op, args);
/** One the target has an instruction for, by this name. */
const instruction =
  (name: string): Build =>
  (b, args) =>
    b.value('intrinsic', args, 0, name);

/** Functions of import module `mcu`: parameters and results, all i32, and what a call becomes. */
const intrinsics: Record<string, readonly [parameters: number, results: number, Build]> = {
  load8: [1, 1, access('load8_u')],
  load16: [1, 1, access('load16_u')],
  load32: [1, 1, access('load32')],
  store8: [2, 0, access('store8')],
  store16: [2, 0, access('store16')],
  store32: [2, 0, access('store32')],
  rev: [1, 1, (b, args) => b.value('rev', args)],
  call: [1, 0, (b, args) => b.value('call_address', args)],
  ...Object.fromEntries(
    Object.entries(dspInstructions).map(([name, [parameters, results]]) => [
      name,
      [parameters, results, (b, args) => b.value('dsp', args, 0, name)] as const,
    ]),
  ),
  getMsp: [0, 1, instruction('getMsp')],
  setMsp: [1, 0, instruction('setMsp')],
  ...Object.fromEntries(
    ['nop', 'wfe', 'wfi', 'sev', 'cpsie', 'cpsid', 'bkpt', 'dsb', 'isb'].map((name) => [
      name,
      [0, 0, instruction(name)] as const,
    ]),
  ),
};

/** A call of an imported function of module `mcu`. */
export const intrinsic = (b: FunctionBuilder, { name, type }: FunctionImport, args: Value[]): Value => {
  const [parameters, results, build] = (Object.hasOwn(intrinsics, name) && intrinsics[name]) || [];
  const isWord = [...type.params, ...type.results].every((word) => word === 'i32');
  if (!build || type.params.length !== parameters || type.results.length !== results || !isWord)
    throw new ToolError(
      'AOT_UNSUPPORTED',
      ExitCode.Refused,
      `the ahead-of-time compiler has no intrinsic mcu.${name} (${type.params.join(', ')}) → (${type.results.join(', ')})`,
      `Use one of ${Object.keys(intrinsics).join(', ')}, all of i32.`,
    );
  return build(b, args);
};
