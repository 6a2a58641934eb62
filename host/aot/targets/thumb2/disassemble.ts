import { conditionNames, type Disassemble, type Symbolize, target } from '../disassembly.ts';
import { narrowRows } from '../thumbv6m/disassemble.ts';
import { fields } from './disassembly-fields.ts';
import { wideRows } from './disassembly-rows.ts';

/** First halfwords from here on have a second one (ARMv7-M ARM, DDI 0403, A5.1). */
const WIDE = 0xe800;

/** `itte` and the like: T where a bit is that of the condition, E where it is not, up to the last one set (A7.7.38). */
const ifThen = (first: number): { text: string; conditions: string[] } => {
  const [condition, mask] = [(first >> 4) & 15, first & 15];
  const lastBit = Math.log2(mask & -mask);
  const same = [3, 2, 1].filter((bit) => bit > lastBit).map((bit) => ((mask >> bit) & 1) === (condition & 1));
  const nameOf = (isThen: boolean) => conditionNames[isThen ? condition : condition ^ 1] as string;
  return {
    text: `it${same.map((isThen) => (isThen ? 't' : 'e')).join('')} ${nameOf(true)}`,
    conditions: [true, ...same].map(nameOf),
  };
};

const compareAndBranch = (op: number, address: number, name: Symbolize): string => {
  const offset = ((op & 0x200) >> 3) | ((op & 0xf8) >> 2);
  return `cb${op & 0x800 ? 'nz' : 'z'} r${op & 7}, ${target(address + 4 + offset, name)}`;
};

/** A5.2: all of ARMv6-M's, and a few. */
const narrow = (op: number, address: number, name: Symbolize): string | undefined => {
  if ((op & 0xf500) === 0xb100) return compareAndBranch(op, address, name);
  if ((op & 0xffec) === 0xb660 && op & 3)
    return `cpsi${op & 0x10 ? 'd' : 'e'} ${op & 2 ? 'i' : ''}${op & 1 ? 'f' : ''}`;
  return narrowRows.find(([mask, value]) => (op & mask) === value)?.[2]({ op, address, name });
};

const wide = (first: number, second: number, address: number, name: Symbolize): string | undefined => {
  const word = ((first << 16) | second) >>> 0;
  const row = wideRows.find(([mask, value]) => (word & mask) >>> 0 === value);
  return row?.[2].replace(/\{(\w+)\}/g, (_, field: string) => fields[field]?.({ word, address, name }) ?? field);
};

/** Within an IT block 16-bit arithmetic leaves the flags alone, and every instruction but BKPT has a condition. */
const conditional = (text: string, condition: string, isNarrow: boolean): string => {
  if (text.startsWith('bkpt')) return text;
  const [mnemonic = '', ...operands] = text.split(' ');
  return [`${isNarrow ? mnemonic.replace(/s$/, '') : mnemonic}${condition}`, ...operands].join(' ');
};

/** ARMv7E-M, integer instructions. IT blocks make it remember. */
export const thumb2Disassembler = (): Disassemble => {
  let conditions: string[] = [];
  return (first, second, address, name) => {
    const isNarrow = first < WIDE;
    const bytes = isNarrow ? 2 : 4;
    if ((first & 0xff00) === 0xbf00 && first & 15) {
      const block = ifThen(first);
      ({ conditions } = block);
      return { text: block.text, bytes };
    }
    const text = isNarrow ? narrow(first, address, name) : wide(first, second, address, name);
    const condition = conditions.shift();
    const hex = (half: number) => half.toString(16).padStart(4, '0');
    if (text === undefined)
      return { text: isNarrow ? `.inst.n 0x${hex(first)}` : `.inst.w 0x${hex(first)}${hex(second)}`, bytes };
    return { text: condition === undefined ? text : conditional(text, condition, isNarrow), bytes };
  };
};
