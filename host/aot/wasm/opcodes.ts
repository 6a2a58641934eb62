/**
 * What follows an opcode: an index or count, `index`; a constant of its type; the type of a block; alignment and offset of a
 * memory access, `access`; the labels of a table of branches; types of operands; the type of a reference.
 */
export type Immediate = 'index' | 'i32' | 'i64' | 'f32' | 'f64' | 'block' | 'access' | 'labels' | 'types' | 'reference';

/** Mnemonic, and the immediates in their order. */
export type Opcode = readonly [name: string, ...immediates: Immediate[]];

/** Rows of equal immediates whose opcodes follow one another. */
const from = (first: number, names: string, ...immediates: Immediate[]): [number, Opcode][] =>
  names.split(/\s+/).map((name, at) => [first + at, [name, ...immediates]]);

/** Opcodes behind the prefix 0xfc, which a second number tells apart, stand here as 0xfc00 + that number. */
export const PREFIXED = 0xfc;

/** Core specification 5.4, section by section. */
export const opcodes: ReadonlyMap<number, Opcode> = new Map([
  // 5.4.1 Control instructions
  ...from(0x00, 'unreachable nop'),
  ...from(0x02, 'block loop if', 'block'),
  ...from(0x05, 'else'),
  ...from(0x0b, 'end'),
  ...from(0x0c, 'br br_if', 'index'),
  ...from(0x0e, 'br_table', 'labels'),
  ...from(0x0f, 'return'),
  ...from(0x10, 'call', 'index'),
  ...from(0x11, 'call_indirect', 'index', 'index'),

  // 5.4.2 Reference instructions
  ...from(0xd0, 'ref.null', 'reference'),
  ...from(0xd1, 'ref.is_null'),
  ...from(0xd2, 'ref.func', 'index'),

  // 5.4.3 Parametric instructions; the second form of select names its type.
  ...from(0x1a, 'drop select'),
  ...from(0x1c, 'select', 'types'),

  // 5.4.4 Variable instructions
  ...from(0x20, 'local.get local.set local.tee global.get global.set', 'index'),

  // 5.4.5 Table instructions
  ...from(0x25, 'table.get table.set', 'index'),
  ...from(0xfc0c, 'table.init', 'index', 'index'),
  ...from(0xfc0d, 'elem.drop', 'index'),
  ...from(0xfc0e, 'table.copy', 'index', 'index'),
  ...from(0xfc0f, 'table.grow table.size table.fill', 'index'),

  // 5.4.6 Memory instructions
  ...from(
    0x28,
    `i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u
     i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store i32.store8 i32.store16
     i64.store8 i64.store16 i64.store32`,
    'access',
  ),
  ...from(0x3f, 'memory.size memory.grow', 'index'),
  ...from(0xfc08, 'memory.init', 'index', 'index'),
  ...from(0xfc09, 'data.drop', 'index'),
  ...from(0xfc0a, 'memory.copy', 'index', 'index'),
  ...from(0xfc0b, 'memory.fill', 'index'),

  // 5.4.7 Numeric instructions
  ...from(0x41, 'i32.const', 'i32'),
  ...from(0x42, 'i64.const', 'i64'),
  ...from(0x43, 'f32.const', 'f32'),
  ...from(0x44, 'f64.const', 'f64'),
  ...from(
    0x45,
    `i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u
     i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u
     f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge
     i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u
     i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr
     i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u
     i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
     f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt
     f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign
     f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt
     f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign
     i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u
     i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u
     f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64
     f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32
     i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64
     i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s`,
  ),
  ...from(
    0xfc00,
    `i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u
     i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u`,
  ),
]);
