import { shiftTypes } from './encodings.ts';

// 16-bit encodings (ARMv7-M ARM, A5.2): the same as ARMv6-M's. Most of the arithmetic ones change the flags.

const isLow = (...registers: readonly number[]): boolean => registers.every((register) => register < 8);

/** rdn, rm: A5.2.2. */
const twoAddress: Readonly<Record<string, number>> = {
  and: 0x4000,
  eor: 0x4040,
  lsl: 0x4080,
  lsr: 0x40c0,
  asr: 0x4100,
  adc: 0x4140,
  sbc: 0x4180,
  ror: 0x41c0,
  orr: 0x4300,
  mul: 0x4340,
  bic: 0x4380,
};
const commutes = new Set(['and', 'eor', 'adc', 'orr', 'mul']);
const unary: Readonly<Record<string, number>> = {
  sxth: 0xb200,
  sxtb: 0xb240,
  uxth: 0xb280,
  uxtb: 0xb2c0,
  rev: 0xba00,
  rev16: 0xba40,
};
/** rt, [rn, rm]; rt, [rn, #imm5 × unit]: A5.2.4. */
const memory: Readonly<Record<string, readonly [register: number, immediate: number, unit: number]>> = {
  str: [0x5000, 0x6000, 4],
  strh: [0x5200, 0x8000, 2],
  strb: [0x5400, 0x7000, 1],
  ldrsb: [0x5600, 0, 0],
  ldr: [0x5800, 0x6800, 4],
  ldrh: [0x5a00, 0x8800, 2],
  ldrb: [0x5c00, 0x7800, 1],
  ldrsh: [0x5e00, 0, 0],
};

/** What an encoding must do with the flags: narrow ones set them, but for a few that leave them alone. */
export type Flags = 'set' | 'keep' | 'any';

/** Registers, no shift: d = a op b. */
export const narrowRegisters = (op: string, d: number, a: number, b: number, flags: Flags): number | undefined => {
  const isHighAdd = op === 'add' && d === a && flags !== 'set' && (flags === 'keep' || !isLow(d, b));
  if (isHighAdd) return 0x4400 | ((d & 8) << 4) | (b << 3) | (d & 7);
  if (!isLow(d, a, b) || flags === 'keep') return undefined;
  if (op === 'add') return 0x1800 | (b << 6) | (a << 3) | d;
  if (op === 'sub') return 0x1a00 | (b << 6) | (a << 3) | d;
  const two = twoAddress[op];
  if (two === undefined) return undefined;
  if (d === a) return two | (b << 3) | d;
  return d === b && commutes.has(op) ? two | (a << 3) | d : undefined;
};

/** An immediate: d = a op imm. */
export const narrowImmediate = (op: string, d: number, a: number, imm: number, flags: Flags): number | undefined => {
  if (!isLow(d, a) || flags === 'keep') return undefined;
  if (op === 'add' && imm >= 0 && imm < 8) return 0x1c00 | (imm << 6) | (a << 3) | d;
  if (op === 'sub' && imm >= 0 && imm < 8) return 0x1e00 | (imm << 6) | (a << 3) | d;
  if (op === 'add' && d === a && imm >= 0 && imm < 256) return 0x3000 | (d << 8) | imm;
  if (op === 'sub' && d === a && imm >= 0 && imm < 256) return 0x3800 | (d << 8) | imm;
  if (op === 'rsb' && imm === 0) return 0x4240 | (a << 3) | d;
  return op in shiftTypes && op !== 'ror'
    ? (shiftTypes[op as keyof typeof shiftTypes] << 11) | (imm << 6) | (a << 3) | d
    : undefined;
};

export const narrowUnary = (op: string, d: number, a: number, flags: Flags): number | undefined => {
  if (!isLow(d, a)) return undefined;
  if (op === 'mvn') return flags !== 'keep' ? 0x43c0 | (a << 3) | d : undefined;
  const row = unary[op];
  return row === undefined ? undefined : row | (a << 3) | d;
};

/** Comparisons of two registers. */
export const narrowTest = (op: string, a: number, b: number): number | undefined => {
  if (op === 'cmp' && !isLow(a, b)) return 0x4500 | ((a & 8) << 4) | (b << 3) | (a & 7);
  if (!isLow(a, b)) return undefined;
  return { tst: 0x4200, cmp: 0x4280, cmn: 0x42c0 }[op as 'tst' | 'cmp' | 'cmn'] | (b << 3) | a;
};

export const narrowIndexed = (op: string, t: number, base: number, index: number): number | undefined =>
  isLow(t, base, index) ? (memory[op]?.[0] ?? 0) | (index << 6) | (base << 3) | t : undefined;

export const narrowOffset = (op: string, t: number, base: number, offset: number): number | undefined => {
  const [, immediate = 0, unit = 0] = memory[op] ?? [];
  if (unit === 0 || !isLow(t, base) || offset < 0 || offset % unit !== 0 || offset / unit > 31) return undefined;
  return immediate | ((offset / unit) << 6) | (base << 3) | t;
};
