import type { Instruction } from './instructions.ts';

/** An instruction as the text format writes it, types of blocks left out. */
export const instructionText = ({ name, operands, bits }: Instruction): string => {
  if (/\.(load|store)/.test(name)) return operands[1] ? `${name} offset=${operands[1]}` : name;
  return [name, ...operands, ...(bits === undefined ? [] : [BigInt.asIntN(64, bits)])].join(' ');
};
