import { hex32 } from '../../units.ts';

// Words that the disassemblers of all Thumb targets share.

/** Name of an address, for branch targets and literals. */
export type Symbolize = (address: number) => string | undefined;

export interface Disassembled {
  readonly text: string;
  readonly bytes: 2 | 4;
}
/** The one instruction at `address`. Instructions of one function come in their order: some depend on those before. */
export type Disassemble = (first: number, second: number, address: number, name: Symbolize) => Disassembled;

export const conditionNames = 'eq ne hs lo mi pl vs vc hi ls ge lt gt le al'.split(' ');
export const hints = ['nop', 'yield', 'wfe', 'wfi', 'sev'];
export const barriers: Readonly<Record<number, string>> = { 4: 'dsb', 5: 'dmb', 6: 'isb' };

export const registerName = (register: number): string => ['sp', 'lr', 'pc'][register - 13] ?? `r${register}`;
/** Registers by the bits of a list. */
export const registerList = (bits: number): string => {
  const all = Array.from({ length: 16 }, (_, register) => register);
  return `{${all
    .filter((register) => bits & (1 << register))
    .map(registerName)
    .join(', ')}}`;
};
export const target = (address: number, name: Symbolize): string =>
  `${hex32(address)}${name(address) ? ` <${name(address)}>` : ''}`;
export const signed = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

const special: Readonly<Record<number, string>> = {
  0: 'apsr',
  1: 'iapsr',
  2: 'eapsr',
  3: 'xpsr',
  5: 'ipsr',
  6: 'epsr',
  7: 'iepsr',
  8: 'msp',
  9: 'psp',
  16: 'primask',
  17: 'basepri',
  18: 'basepri_max',
  19: 'faultmask',
  20: 'control',
};
/** Special registers of MRS and MSR (ARMv7-M ARM, DDI 0403, B5.1.1; ARMv6-M has some of them). */
export const specialRegister = (number: number): string => special[number] ?? `sysm${number}`;

/** Target of BL and B: S:I1:I2:imm10:imm11:0, where I is J if S is set, and its opposite if not (DDI 0403, A7.7.12 T4). */
export const farTarget = (first: number, second: number, address: number): number => {
  const sign = (first >> 10) & 1;
  const i1 = ((second >> 13) & 1) ^ sign ^ 1;
  const i2 = ((second >> 11) & 1) ^ sign ^ 1;
  const offset = (sign << 24) | (i1 << 23) | (i2 << 22) | ((first & 0x3ff) << 12) | ((second & 0x7ff) << 1);
  return (address + 4 + signed(offset, 25)) >>> 0;
};
