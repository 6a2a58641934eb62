import { barriers, conditionNames, hints } from '../disassembly.ts';

/** Mask, value, and text with fields in braces (disassembly-fields.ts). */
type Row = readonly [mask: number, value: number, text: string];

const binaries: Readonly<Record<number, string>> = {
  0: 'and',
  1: 'bic',
  2: 'orr',
  3: 'orn',
  4: 'eor',
  8: 'add',
  10: 'adc',
  11: 'sbc',
  13: 'sub',
  14: 'rsb',
};
/** The same with Rd 15 and S, and with Rn 15. */
const comparisons: Readonly<Record<number, string>> = { 0: 'tst', 4: 'teq', 8: 'cmn', 13: 'cmp' };
const unaries: Readonly<Record<number, string>> = { 2: 'mov', 3: 'mvn' };

/** A5.3.1 and A5.3.11: rows of one table of operations, by bits 24 to 21. */
const dataProcessing = (value: number, mask: number, operand: string): Row[] => {
  const rows = (names: Readonly<Record<number, string>>, ofMask: number, ofValue: number, text: string): Row[] =>
    Object.entries(names).map(([code, name]) => [
      (mask | ofMask) >>> 0,
      (value | ofValue | (Number(code) << 21)) >>> 0,
      `${name}${text}${operand}`,
    ]);
  return [
    ...rows(comparisons, 0x1f0_0f00, 0x10_0f00, ' {n}, '),
    ...rows(unaries, 0x1ef_0000, 0xf_0000, '{s} {d}, '),
    ...rows(binaries, 0x1e0_0000, 0, '{s} {d}, {n}, '),
  ];
};

const kinds = ['s', 'q', 'sh', '', 'u', 'uq', 'uh'];
const shapes = ['add8', 'add16', 'asx', '', 'sub8', 'sub16', 'sax'];
/** A5.3.13, A5.3.14. */
const parallel = kinds.flatMap((kind, k) =>
  shapes.flatMap((shape, s): Row[] =>
    kind && shape ? [[0xfff0_f0f0, (0xfa80_f000 | (s << 20) | (k << 4)) >>> 0, `${kind}${shape} {d}, {n}, {m}`]] : [],
  ),
);

/** All addressing modes of one load or store (A5.3.7 to A5.3.10). */
const single = (value: number, name: string): Row[] => [
  [0xfff0_0000, (value | 0x80_0000) >>> 0, `${name} {t}, [{n}, {offset12}]`],
  [0xfff0_0fc0, value, `${name} {t}, [{n}, {m}{scale}]`],
  [0xfff0_0f00, (value | 0xc00) >>> 0, `${name} {t}, [{n}, {indexed8}]`],
  [0xfff0_0f00, (value | 0xe00) >>> 0, `${name}t {t}, [{n}, {offset8}]`],
  [0xfff0_0d00, (value | 0xd00) >>> 0, `${name} {t}, [{n}, {indexed8}]!`],
  [0xfff0_0d00, (value | 0x900) >>> 0, `${name} {t}, [{n}], {indexed8}`],
];
const load = (value: number, name: string): Row[] => [
  [0xff7f_0000, (value | 0xf_0000) >>> 0, `${name} {t}, {literal}`],
  ...single(value, name),
];
/** Loads of bytes and halfwords to the PC are hints (A5.3.8, A5.3.9). */
const hint = (value: number, name: string): Row[] => [
  [0xff7f_f000, (value | 0xf_f000) >>> 0, `${name} {literal}`],
  [0xfff0_f000, (value | 0x80_f000) >>> 0, `${name} [{n}, {offset12}]`],
  [0xfff0_ffc0, (value | 0xf000) >>> 0, `${name} [{n}, {m}{scale}]`],
  [0xfff0_ff00, (value | 0xfc00) >>> 0, `${name} [{n}, {indexed8}]`],
];

const dual = (value: number, name: string): Row[] => [
  [0xff70_0000, (value | 0x140_0000) >>> 0, `${name} {t}, {d}, [{n}, {words8}]`],
  [0xff70_0000, (value | 0x160_0000) >>> 0, `${name} {t}, {d}, [{n}, {words8}]!`],
  [0xff70_0000, (value | 0x060_0000) >>> 0, `${name} {t}, {d}, [{n}], {words8}`],
];

/** 32-bit encodings of the integer instructions, in the order of ARMv7-M ARM (DDI 0403), A5.3. The first that matches holds. */
export const wideRows: readonly Row[] = [
  ...dataProcessing(0xf000_0000, 0xfa00_8000, '{modified}'),
  // A5.3.3 Data processing (plain binary immediate).
  [0xfbf0_8000, 0xf200_0000, 'addw {d}, {n}, {imm12}'],
  [0xfbf0_8000, 0xf240_0000, 'movw {d}, {imm16}'],
  [0xfbf0_8000, 0xf2a0_0000, 'subw {d}, {n}, {imm12}'],
  [0xfbf0_8000, 0xf2c0_0000, 'movt {d}, {imm16}'],
  [0xfff0_f0f0, 0xf320_0000, 'ssat16 {d}, {width}, {n}'],
  [0xfff0_f0f0, 0xf3a0_0000, 'usat16 {d}, {limit}, {n}'],
  [0xffd0_8020, 0xf300_0000, 'ssat {d}, {width}, {n}{saturationShift}'],
  [0xffd0_8020, 0xf380_0000, 'usat {d}, {limit}, {n}{saturationShift}'],
  [0xfff0_8020, 0xf340_0000, 'sbfx {d}, {n}, {lsb}, {width}'],
  [0xfff0_8020, 0xf3c0_0000, 'ubfx {d}, {n}, {lsb}, {width}'],
  [0xffff_8020, 0xf36f_0000, 'bfc {d}, {lsb}, {span}'],
  [0xfff0_8020, 0xf360_0000, 'bfi {d}, {n}, {lsb}, {span}'],
  // A5.3.4 Branches and miscellaneous control.
  [0xfff0_f300, 0xf380_8000, 'msr {special}, {n}'],
  [0xffff_f000, 0xf3ef_8000, 'mrs {d}, {special}'],
  ...hints.map((name, number): Row => [0xffff_ffff, 0xf3af_8000 + number, name]),
  [0xffff_ff00, 0xf3af_8000, 'nop'],
  ...Object.entries(barriers).map(([code, name]): Row => [0xffff_fff0, 0xf3bf_8f00 + 16 * Number(code), name]),
  [0xfff0_f000, 0xf7f0_a000, 'udf {code}'],
  [0xf800_d000, 0xf000_9000, 'b {far}'],
  [0xf800_d000, 0xf000_d000, 'bl {far}'],
  ...conditionNames
    .slice(0, -1)
    .map((name, code): Row => [0xfbc0_d000, (0xf000_8000 | (code << 22)) >>> 0, `b${name} {near}`]),
  // A5.3.5 Load multiple and store multiple.
  [0xffff_0000, 0xe8bd_0000, 'pop {list}'],
  [0xffff_0000, 0xe92d_0000, 'push {list}'],
  [0xffd0_0000, 0xe880_0000, 'stmia {n}{writeBack}, {list}'],
  [0xffd0_0000, 0xe890_0000, 'ldmia {n}{writeBack}, {list}'],
  [0xffd0_0000, 0xe900_0000, 'stmdb {n}{writeBack}, {list}'],
  [0xffd0_0000, 0xe910_0000, 'ldmdb {n}{writeBack}, {list}'],
  // A5.3.6 Load/store dual, table branch.
  [0xfff0_fff0, 0xe8d0_f000, 'tbb [{n}, {m}]'],
  [0xfff0_fff0, 0xe8d0_f010, 'tbh [{n}, {m}, lsl #1]'],
  [0xff7f_0000, 0xe95f_0000, 'ldrd {t}, {d}, {literalWords}'],
  ...dual(0xe810_0000, 'ldrd'),
  ...dual(0xe800_0000, 'strd'),
  // A5.3.7 to A5.3.10.
  ...load(0xf850_0000, 'ldr'),
  ...hint(0xf810_0000, 'pld'),
  ...hint(0xf830_0000, 'pldw'),
  ...hint(0xf910_0000, 'pli'),
  ...load(0xf810_0000, 'ldrb'),
  ...load(0xf830_0000, 'ldrh'),
  ...load(0xf910_0000, 'ldrsb'),
  ...load(0xf930_0000, 'ldrsh'),
  ...single(0xf800_0000, 'strb'),
  ...single(0xf820_0000, 'strh'),
  ...single(0xf840_0000, 'str'),
  // A5.3.11 Data processing (shifted register); moves of shifted registers have names of their own.
  [0xffef_f0f0, 0xea4f_0000, 'mov{s} {d}, {m}'],
  [0xffef_f0f0, 0xea4f_0030, 'rrx{s} {d}, {m}'],
  ...['lsl', 'lsr', 'asr', 'ror'].map(
    (name, type): Row => [0xffef_8030, 0xea4f_0000 + (type << 4), `${name}{s} {d}, {m}, {amount}`],
  ),
  [0xfff0_8030, 0xeac0_0000, 'pkhbt {d}, {n}, {m}{shift}'],
  [0xfff0_8030, 0xeac0_0020, 'pkhtb {d}, {n}, {m}{shift}'],
  ...dataProcessing(0xea00_0000, 0xfe00_8000, '{m}{shift}'),
  // A5.3.12 Data processing (register).
  ...['lsl', 'lsr', 'asr', 'ror'].map(
    (name, at): Row => [0xffe0_f0f0, (0xfa00_f000 | (at << 21)) >>> 0, `${name}{s} {d}, {n}, {m}`],
  ),
  ...['h', 'b16', 'b'].flatMap((part, pair) =>
    ['s', 'u'].flatMap((sign, at): Row[] => {
      const value = (0xfa00_f080 | ((2 * pair + at) << 20)) >>> 0;
      return [
        [0xffff_f0c0, (value | 0xf_0000) >>> 0, `${sign}xt${part} {d}, {m}{rotation}`],
        [0xfff0_f0c0, value, `${sign}xta${part} {d}, {n}, {m}{rotation}`],
      ];
    }),
  ),
  ...parallel,
  // A5.3.15 Miscellaneous operations. Of the saturating sums, Rm is the first operand.
  ...['qadd', 'qdadd', 'qsub', 'qdsub'].map(
    (name, at): Row => [0xfff0_f0f0, (0xfa80_f080 | (at << 4)) >>> 0, `${name} {d}, {m}, {n}`],
  ),
  ...['rev', 'rev16', 'rbit', 'revsh'].map(
    (name, at): Row => [0xfff0_f0f0, (0xfa90_f080 | (at << 4)) >>> 0, `${name} {d}, {m}`],
  ),
  [0xfff0_f0f0, 0xfaa0_f080, 'sel {d}, {n}, {m}'],
  [0xfff0_f0f0, 0xfab0_f080, 'clz {d}, {m}'],
  // A5.3.16 Multiply; without Ra (15) the product alone.
  [0xfff0_f0f0, 0xfb00_f000, 'mul {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfb00_0000, 'mla {d}, {n}, {m}, {t}'],
  [0xfff0_00f0, 0xfb00_0010, 'mls {d}, {n}, {m}, {t}'],
  [0xfff0_f0c0, 0xfb10_f000, 'smul{halves} {d}, {n}, {m}'],
  [0xfff0_00c0, 0xfb10_0000, 'smla{halves} {d}, {n}, {m}, {t}'],
  [0xfff0_f0e0, 0xfb20_f000, 'smuad{x} {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfb20_0000, 'smlad{x} {d}, {n}, {m}, {t}'],
  [0xfff0_f0e0, 0xfb30_f000, 'smulw{half} {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfb30_0000, 'smlaw{half} {d}, {n}, {m}, {t}'],
  [0xfff0_f0e0, 0xfb40_f000, 'smusd{x} {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfb40_0000, 'smlsd{x} {d}, {n}, {m}, {t}'],
  [0xfff0_f0e0, 0xfb50_f000, 'smmul{r} {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfb50_0000, 'smmla{r} {d}, {n}, {m}, {t}'],
  [0xfff0_00e0, 0xfb60_0000, 'smmls{r} {d}, {n}, {m}, {t}'],
  [0xfff0_f0f0, 0xfb70_f000, 'usad8 {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfb70_0000, 'usada8 {d}, {n}, {m}, {t}'],
  // A5.3.17 Long multiply and divide.
  [0xfff0_00f0, 0xfb80_0000, 'smull {t}, {d}, {n}, {m}'],
  [0xfff0_f0f0, 0xfb90_f0f0, 'sdiv {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfba0_0000, 'umull {t}, {d}, {n}, {m}'],
  [0xfff0_f0f0, 0xfbb0_f0f0, 'udiv {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfbc0_0000, 'smlal {t}, {d}, {n}, {m}'],
  [0xfff0_00c0, 0xfbc0_0080, 'smlal{halves} {t}, {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfbc0_00c0, 'smlald{x} {t}, {d}, {n}, {m}'],
  [0xfff0_00e0, 0xfbd0_00c0, 'smlsld{x} {t}, {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfbe0_0000, 'umlal {t}, {d}, {n}, {m}'],
  [0xfff0_00f0, 0xfbe0_0060, 'umaal {t}, {d}, {n}, {m}'],
];
