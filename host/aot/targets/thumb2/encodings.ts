// ARMv7-M Architecture Reference Manual (DDI 0403), 32-bit encodings: both halfwords with all fields 0, and the section.
// Those of ARMv8-M mainline (DDI 0553) are the same.

export type Row = readonly [first: number, second: number, section: string];

/** rd, rn, rm {, shift}: A5.3.11. */
export const shiftedRegister: Readonly<Record<string, Row>> = {
  and: [0xea00, 0x0000, 'A7.7.9 T2'],
  tst: [0xea10, 0x0f00, 'A7.7.189 T2'],
  bic: [0xea20, 0x0000, 'A7.7.16 T2'],
  orr: [0xea40, 0x0000, 'A7.7.92 T2'],
  orn: [0xea60, 0x0000, 'A7.7.90 T1'],
  mvn: [0xea6f, 0x0000, 'A7.7.86 T2'],
  eor: [0xea80, 0x0000, 'A7.7.36 T2'],
  add: [0xeb00, 0x0000, 'A7.7.4 T3'],
  cmn: [0xeb10, 0x0f00, 'A7.7.26 T2'],
  adc: [0xeb40, 0x0000, 'A7.7.2 T2'],
  sbc: [0xeb60, 0x0000, 'A7.7.125 T2'],
  sub: [0xeba0, 0x0000, 'A7.7.175 T2'],
  cmp: [0xebb0, 0x0f00, 'A7.7.28 T3'],
  rsb: [0xebc0, 0x0000, 'A7.7.120 T1'],
};

/** rd, rn, #modified immediate: A5.3.1. */
export const withImmediate: Readonly<Record<string, Row>> = {
  and: [0xf000, 0x0000, 'A7.7.8 T1'],
  tst: [0xf010, 0x0f00, 'A7.7.188 T1'],
  bic: [0xf020, 0x0000, 'A7.7.15 T1'],
  orr: [0xf040, 0x0000, 'A7.7.91 T1'],
  mov: [0xf04f, 0x0000, 'A7.7.76 T2'],
  orn: [0xf060, 0x0000, 'A7.7.89 T1'],
  mvn: [0xf06f, 0x0000, 'A7.7.85 T1'],
  eor: [0xf080, 0x0000, 'A7.7.35 T1'],
  add: [0xf100, 0x0000, 'A7.7.3 T3'],
  cmn: [0xf110, 0x0f00, 'A7.7.25 T1'],
  adc: [0xf140, 0x0000, 'A7.7.1 T1'],
  sbc: [0xf160, 0x0000, 'A7.7.124 T1'],
  sub: [0xf1a0, 0x0000, 'A7.7.174 T3'],
  cmp: [0xf1b0, 0x0f00, 'A7.7.27 T2'],
  rsb: [0xf1c0, 0x0000, 'A7.7.119 T2'],
};
/** The bit that makes these two tables' instructions set the flags. */
export const SETS_FLAGS = 0x0010;

/** rd, rn, #imm12, and rd, #imm16: A5.3.3. */
export const plainImmediate = {
  addw: [0xf200, 0x0000, 'A7.7.3 T4'],
  movw: [0xf240, 0x0000, 'A7.7.76 T3'],
  subw: [0xf2a0, 0x0000, 'A7.7.174 T4'],
} as const satisfies Record<string, Row>;

/** rd, rn, #lsb, #width: A5.3.3. */
export const bitFields: Readonly<Record<string, Row>> = {
  sbfx: [0xf340, 0x0000, 'A7.7.126 T1'],
  ubfx: [0xf3c0, 0x0000, 'A7.7.193 T1'],
};

/** rd, #width, rn: A5.3.3. */
export const saturations: Readonly<Record<string, Row>> = {
  ssat: [0xf300, 0x0000, 'A7.7.152 T1'],
  usat: [0xf380, 0x0000, 'A7.7.213 T1'],
};

/** rd, rm, #imm5 are MOV with a shifted register (A7.7.68 …), its type in bits 5 and 4. */
export const SHIFT_IMMEDIATE: Row = [0xea4f, 0x0000, 'A7.7.68 T2'];
export const shiftTypes = { lsl: 0, lsr: 1, asr: 2, ror: 3 } as const;

/** rd, rn, rm: A5.3.12. */
export const shiftsByRegister: Readonly<Record<string, Row>> = {
  lsl: [0xfa00, 0xf000, 'A7.7.69 T2'],
  lsr: [0xfa20, 0xf000, 'A7.7.71 T2'],
  asr: [0xfa40, 0xf000, 'A7.7.11 T2'],
  ror: [0xfa60, 0xf000, 'A7.7.117 T2'],
};

/** rd, rm {, ror #8n}: A5.3.12. Their accumulating forms have rn in place of 15. */
export const extensions: Readonly<Record<string, Row>> = {
  sxth: [0xfa0f, 0xf080, 'A7.7.184 T2'],
  uxth: [0xfa1f, 0xf080, 'A7.7.224 T2'],
  sxtb16: [0xfa2f, 0xf080, 'A7.7.183 T1'],
  uxtb16: [0xfa3f, 0xf080, 'A7.7.223 T1'],
  sxtb: [0xfa4f, 0xf080, 'A7.7.182 T2'],
  uxtb: [0xfa5f, 0xf080, 'A7.7.222 T2'],
};
/** rd, rn, rm {, ror #8n} */
export const accumulatingExtensions: Readonly<Record<string, Row>> = {
  sxtah: [0xfa00, 0xf080, 'A7.7.181 T1'],
  uxtah: [0xfa10, 0xf080, 'A7.7.221 T1'],
  sxtab16: [0xfa20, 0xf080, 'A7.7.180 T1'],
  uxtab16: [0xfa30, 0xf080, 'A7.7.220 T1'],
  sxtab: [0xfa40, 0xf080, 'A7.7.179 T1'],
  uxtab: [0xfa50, 0xf080, 'A7.7.219 T1'],
};

/** rd, rm, which stands twice: A5.3.15. */
export const unary: Readonly<Record<string, Row>> = {
  rev: [0xfa90, 0xf080, 'A7.7.113 T2'],
  rev16: [0xfa90, 0xf090, 'A7.7.114 T2'],
  rbit: [0xfa90, 0xf0a0, 'A7.7.112 T1'],
  clz: [0xfab0, 0xf080, 'A7.7.24 T1'],
};

/** rd, rn, rm: A5.3.13 to A5.3.17. */
export const threeRegisters: Readonly<Record<string, Row>> = {
  sadd8: [0xfa80, 0xf000, 'A7.7.122 T1'],
  qadd8: [0xfa80, 0xf010, 'A7.7.104 T1'],
  shadd8: [0xfa80, 0xf020, 'A7.7.131 T1'],
  uadd8: [0xfa80, 0xf040, 'A7.7.191 T1'],
  uqadd8: [0xfa80, 0xf050, 'A7.7.206 T1'],
  uhadd8: [0xfa80, 0xf060, 'A7.7.197 T1'],
  sadd16: [0xfa90, 0xf000, 'A7.7.121 T1'],
  qadd16: [0xfa90, 0xf010, 'A7.7.103 T1'],
  shadd16: [0xfa90, 0xf020, 'A7.7.130 T1'],
  uadd16: [0xfa90, 0xf040, 'A7.7.190 T1'],
  uhadd16: [0xfa90, 0xf060, 'A7.7.196 T1'],
  ssub8: [0xfac0, 0xf000, 'A7.7.156 T1'],
  qsub8: [0xfac0, 0xf010, 'A7.7.111 T1'],
  usub8: [0xfac0, 0xf040, 'A7.7.217 T1'],
  uqsub8: [0xfac0, 0xf050, 'A7.7.210 T1'],
  ssub16: [0xfad0, 0xf000, 'A7.7.155 T1'],
  qsub16: [0xfad0, 0xf010, 'A7.7.110 T1'],
  usub16: [0xfad0, 0xf040, 'A7.7.216 T1'],
  qadd: [0xfa80, 0xf080, 'A7.7.102 T1'],
  qsub: [0xfa80, 0xf0a0, 'A7.7.109 T1'],
  mul: [0xfb00, 0xf000, 'A7.7.84 T2'],
  smulbb: [0xfb10, 0xf000, 'A7.7.148 T1'],
  smultb: [0xfb10, 0xf020, 'A7.7.148 T1'],
  smulbt: [0xfb10, 0xf010, 'A7.7.148 T1'],
  smultt: [0xfb10, 0xf030, 'A7.7.148 T1'],
  smuad: [0xfb20, 0xf000, 'A7.7.147 T1'],
  smuadx: [0xfb20, 0xf010, 'A7.7.147 T1'],
  smulwb: [0xfb30, 0xf000, 'A7.7.150 T1'],
  smulwt: [0xfb30, 0xf010, 'A7.7.150 T1'],
  smusd: [0xfb40, 0xf000, 'A7.7.151 T1'],
  smusdx: [0xfb40, 0xf010, 'A7.7.151 T1'],
  smmul: [0xfb50, 0xf000, 'A7.7.146 T1'],
  smmulr: [0xfb50, 0xf010, 'A7.7.146 T1'],
  usad8: [0xfb70, 0xf000, 'A7.7.211 T1'],
  sdiv: [0xfb90, 0xf0f0, 'A7.7.127 T1'],
  udiv: [0xfbb0, 0xf0f0, 'A7.7.195 T1'],
};
/** QADD and QSUB name their operands the other way round: rd, rm, rn. */
export const swapped: ReadonlySet<string> = new Set(['qadd', 'qsub']);

/** rd, rn, rm, ra: A5.3.16. */
export const multiplyAccumulates: Readonly<Record<string, Row>> = {
  mla: [0xfb00, 0x0000, 'A7.7.74 T1'],
  mls: [0xfb00, 0x0010, 'A7.7.75 T1'],
  smlabb: [0xfb10, 0x0000, 'A7.7.137 T1'],
  smlatb: [0xfb10, 0x0020, 'A7.7.137 T1'],
  smlabt: [0xfb10, 0x0010, 'A7.7.137 T1'],
  smlatt: [0xfb10, 0x0030, 'A7.7.137 T1'],
  smlad: [0xfb20, 0x0000, 'A7.7.138 T1'],
  smladx: [0xfb20, 0x0010, 'A7.7.138 T1'],
  smlawb: [0xfb30, 0x0000, 'A7.7.141 T1'],
  smlawt: [0xfb30, 0x0010, 'A7.7.141 T1'],
  smlsd: [0xfb40, 0x0000, 'A7.7.142 T1'],
  smlsdx: [0xfb40, 0x0010, 'A7.7.142 T1'],
  smmla: [0xfb50, 0x0000, 'A7.7.144 T1'],
  smmlar: [0xfb50, 0x0010, 'A7.7.144 T1'],
  smmls: [0xfb60, 0x0000, 'A7.7.145 T1'],
  smmlsr: [0xfb60, 0x0010, 'A7.7.145 T1'],
  usada8: [0xfb70, 0x0000, 'A7.7.212 T1'],
};

/** rdlo, rdhi, rn, rm: A5.3.17. The accumulating ones read both destinations. */
export const longMultiplies: Readonly<Record<string, Row>> = {
  smull: [0xfb80, 0x0000, 'A7.7.149 T1'],
  umull: [0xfba0, 0x0000, 'A7.7.204 T1'],
  smlal: [0xfbc0, 0x0000, 'A7.7.139 T1'],
  smlald: [0xfbc0, 0x00c0, 'A7.7.140 T1'],
  umlal: [0xfbe0, 0x0000, 'A7.7.203 T1'],
  umaal: [0xfbe0, 0x0060, 'A7.7.202 T1'],
};

/** rd, rn, rm {, shift}: A7.7.93. */
export const packs: Readonly<Record<string, Row>> = {
  pkhbt: [0xeac0, 0x0000, 'A7.7.93 T1'],
  pkhtb: [0xeac0, 0x0020, 'A7.7.93 T1'],
};

/** rt, [rn, rm, lsl #n] with fields 0; bit 7 of the first makes it [rn, #imm12], bit 11 of the second an 8-bit form: A5.3.7 … 10. */
export const memory: Readonly<Record<string, Row>> = {
  strb: [0xf800, 0x0000, 'A7.7.163'],
  ldrb: [0xf810, 0x0000, 'A7.7.46'],
  strh: [0xf820, 0x0000, 'A7.7.170'],
  ldrh: [0xf830, 0x0000, 'A7.7.55'],
  str: [0xf840, 0x0000, 'A7.7.161'],
  ldr: [0xf850, 0x0000, 'A7.7.43'],
  ldrsb: [0xf910, 0x0000, 'A7.7.59'],
  ldrsh: [0xf930, 0x0000, 'A7.7.63'],
};
export const OFFSET12 = 0x0080;
/** [rn, #-imm8], and [rn], #±imm8 with write-back. */
export const NEGATIVE_OFFSET8 = 0x0c00;
export const POST_INDEX_UP = 0x0b00;
export const POST_INDEX_DOWN = 0x0900;

/** TBB [PC, rm], with bit 4 of the second TBH. */
export const tableBranch: Row = [0xe8df, 0xf000, 'A7.7.185 T1'];
export const HALFWORD_ENTRIES = 0x0010;
