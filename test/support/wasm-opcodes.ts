import type { ValueType } from '../../host/aot/wasm/module.ts';

/**
 * What follows an opcode: unsigned or signed LEB128, a float's bits, a block type (a signed number, a type or nothing), a vector
 * of labels, the byte of a reference type.
 */
export type Immediate = 'u' | 's' | 'f32' | 'f64' | 'block' | 'table' | 'reference';

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
  select_t: [[0x1c], 'u', 'reference'],
  'local.get': [[0x20], 'u'],
  'local.set': [[0x21], 'u'],
  'local.tee': [[0x22], 'u'],
  'global.get': [[0x23], 'u'],
  'global.set': [[0x24], 'u'],
  'table.get': [[0x25], 'u'],
  'table.set': [[0x26], 'u'],
  'memory.size': [[0x3f], 'u'],
  'memory.grow': [[0x40], 'u'],
  'i32.const': [[0x41], 's'],
  'i64.const': [[0x42], 's'],
  'f32.const': [[0x43], 'f32'],
  'f64.const': [[0x44], 'f64'],
  'ref.null': [[0xd0], 'reference'],
  'ref.is_null': [[0xd1]],
  'ref.func': [[0xd2], 'u'],
  'memory.init': [[0xfc, 8], 'u', 'u'],
  'data.drop': [[0xfc, 9], 'u'],
  'memory.copy': [[0xfc, 10], 'u', 'u'],
  'memory.fill': [[0xfc, 11], 'u'],
  'table.init': [[0xfc, 12], 'u', 'u'],
  'elem.drop': [[0xfc, 13], 'u'],
  'table.copy': [[0xfc, 14], 'u', 'u'],
  'table.grow': [[0xfc, 15], 'u'],
  'table.size': [[0xfc, 16], 'u'],
  'table.fill': [[0xfc, 17], 'u'],
};

const access: Record<string, number> = {
  'i32.load': 0x28,
  'i64.load': 0x29,
  'f32.load': 0x2a,
  'f64.load': 0x2b,
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
  'f32.store': 0x38,
  'f64.store': 0x39,
  'i32.store8': 0x3a,
  'i32.store16': 0x3b,
  'i64.store8': 0x3c,
  'i64.store16': 0x3d,
  'i64.store32': 0x3e,
};

type Entry = [string, Opcode];
const integerCompare = ['eqz', 'eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'];
const integerArithmetic =
  'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr'.split(' ');
const floatCompare = ['eq', 'ne', 'lt', 'gt', 'le', 'ge'];
const floatArithmetic = 'abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign'.split(' ');
const isUnary = (name: string): boolean =>
  /^(eqz|clz|ctz|popcnt|extend\d+_s|abs|neg|ceil|floor|trunc|nearest|sqrt)$/.test(name);
const numeric = (type: ValueType, first: number, names: readonly string[], result: ValueType) =>
  names.map(
    (name, at): Entry => [
      `${type}.${name}`,
      { bytes: [first + at], immediates: [], params: isUnary(name) ? [type] : [type, type], results: [result] },
    ],
  );

/** Names of conversions tell both types: what they give in front, what they take behind. */
const conversions = (prefix: readonly number[], first: number, names: string): Entry[] =>
  names.split(/\s+/).map((name, at): Entry => {
    const [, result, param] = /^(\w+)\.\w+?_([if]\d\d)(?:_[su])?$/.exec(name) as unknown as [
      string,
      ValueType,
      ValueType,
    ];
    return [name, { bytes: [...prefix, first + at], immediates: [], params: [param], results: [result] }];
  });

/** Core specification 5.4, by the names of the text format; `select_t` is `select` with a type. */
export const opcodes: Readonly<Record<string, Opcode>> = Object.fromEntries([
  ...Object.entries(control).map(([name, [bytes, ...immediates]]): Entry => [name, { bytes, immediates }]),
  ...Object.entries(access).map(([name, byte]): Entry => {
    const type = name.slice(0, 3) as ValueType;
    const isLoad = name.includes('load');
    const stack: Pick<Opcode, 'params' | 'results'> = isLoad
      ? { params: ['i32'], results: [type] }
      : { params: ['i32', type], results: [] };
    return [name, { bytes: [byte], immediates: ['u', 'u'], ...stack }];
  }),
  ...numeric('i32', 0x45, integerCompare, 'i32'),
  ...numeric('i64', 0x50, integerCompare, 'i32'),
  ...numeric('f32', 0x5b, floatCompare, 'i32'),
  ...numeric('f64', 0x61, floatCompare, 'i32'),
  ...numeric('i32', 0x67, integerArithmetic, 'i32'),
  ...numeric('i64', 0x79, integerArithmetic, 'i64'),
  ...numeric('f32', 0x8b, floatArithmetic, 'f32'),
  ...numeric('f64', 0x99, floatArithmetic, 'f64'),
  ...conversions(
    [],
    0xa7,
    `i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u
     i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s
     f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32
     i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64`,
  ),
  ...numeric('i32', 0xc0, ['extend8_s', 'extend16_s'], 'i32'),
  ...numeric('i64', 0xc2, ['extend8_s', 'extend16_s', 'extend32_s'], 'i64'),
  ...conversions(
    [0xfc],
    0,
    `i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u i64.trunc_sat_f32_s i64.trunc_sat_f32_u
     i64.trunc_sat_f64_s i64.trunc_sat_f64_u`,
  ),
] satisfies Entry[]);
