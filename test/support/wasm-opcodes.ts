import type { ValueType } from '../../host/aot/wasm/module.ts';

/** What follows an opcode: unsigned or signed LEB128, a block type (a signed number or `i32`, `i64`, nothing), or a vector. */
export type Immediate = 'u' | 's' | 'block' | 'table';

export interface Opcode {
  readonly bytes: readonly number[];
  readonly immediates: readonly Immediate[];
  /** Undefined for what takes or gives whatever is on the stack. */
  readonly params?: readonly ValueType[];
  readonly results?: readonly ValueType[];
}

const control: Record<string, readonly [bytes: readonly number[], ...immediates: Immediate[]]> = {
  unreachable: [[0x00]],
  nop: [[0x01]],
  block: [[0x02], 'block'],
  loop: [[0x03], 'block'],
  if: [[0x04], 'block'],
  else: [[0x05]],
  end: [[0x0b]],
  br: [[0x0c], 'u'],
  br_if: [[0x0d], 'u'],
  br_table: [[0x0e], 'table'],
  return: [[0x0f]],
  call: [[0x10], 'u'],
  call_indirect: [[0x11], 'u', 'u'],
  drop: [[0x1a]],
  select: [[0x1b]],
  select_t: [[0x1c], 'u', 'u'],
  'local.get': [[0x20], 'u'],
  'local.set': [[0x21], 'u'],
  'local.tee': [[0x22], 'u'],
  'global.get': [[0x23], 'u'],
  'global.set': [[0x24], 'u'],
  'memory.size': [[0x3f], 'u'],
  'memory.grow': [[0x40], 'u'],
  'i32.const': [[0x41], 's'],
  'i64.const': [[0x42], 's'],
  'memory.copy': [[0xfc, 10], 'u', 'u'],
  'memory.fill': [[0xfc, 11], 'u'],
};

const access: Record<string, number> = {
  'i32.load': 0x28,
  'i64.load': 0x29,
  'i32.load8_s': 0x2c,
  'i32.load8_u': 0x2d,
  'i32.load16_s': 0x2e,
  'i32.load16_u': 0x2f,
  'i64.load8_s': 0x30,
  'i64.load8_u': 0x31,
  'i64.load16_s': 0x32,
  'i64.load16_u': 0x33,
  'i64.load32_s': 0x34,
  'i64.load32_u': 0x35,
  'i32.store': 0x36,
  'i64.store': 0x37,
  'i32.store8': 0x3a,
  'i32.store16': 0x3b,
  'i64.store8': 0x3c,
  'i64.store16': 0x3d,
  'i64.store32': 0x3e,
};

const compare = ['eqz', 'eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'];
const arithmetic = 'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr'.split(' ');
const isUnary = (name: string): boolean => /^(eqz|clz|ctz|popcnt|extend\d+_s)$/.test(name);
const numeric = (type: ValueType, first: number, names: readonly string[], result: ValueType) =>
  names.map((name, at): [string, Opcode] => [
    `${type}.${name}`,
    { bytes: [first + at], immediates: [], params: isUnary(name) ? [type] : [type, type], results: [result] },
  ]);

/** Core specification 5.4, the integer part, by the names of the text format; `select_t` is `select` with a type. */
export const opcodes: Readonly<Record<string, Opcode>> = Object.fromEntries([
  ...Object.entries(control).map(([name, [bytes, ...immediates]]): [string, Opcode] => [name, { bytes, immediates }]),
  ...Object.entries(access).map(([name, byte]): [string, Opcode] => {
    const type = name.slice(0, 3) as ValueType;
    const isLoad = name.includes('load');
    const stack: Pick<Opcode, 'params' | 'results'> = isLoad
      ? { params: ['i32'], results: [type] }
      : { params: ['i32', type], results: [] };
    return [name, { bytes: [byte], immediates: ['u', 'u'], ...stack }];
  }),
  ...numeric('i32', 0x45, compare, 'i32'),
  ...numeric('i64', 0x50, compare, 'i32'),
  ...numeric('i32', 0x67, arithmetic, 'i32'),
  ...numeric('i64', 0x79, arithmetic, 'i64'),
  ['i32.wrap_i64', { bytes: [0xa7], immediates: [], params: ['i64'], results: ['i32'] }],
  ['i64.extend_i32_s', { bytes: [0xac], immediates: [], params: ['i32'], results: ['i64'] }],
  ['i64.extend_i32_u', { bytes: [0xad], immediates: [], params: ['i32'], results: ['i64'] }],
  ...numeric('i32', 0xc0, ['extend8_s', 'extend16_s'], 'i32'),
  ...numeric('i64', 0xc2, ['extend8_s', 'extend16_s', 'extend32_s'], 'i64'),
] satisfies [string, Opcode][]);
