import type { FunctionType, WasmFunction } from './module.ts';
import { opcodes, PREFIXED } from './opcodes.ts';
import { Reader } from './reader.ts';
import { blockType, referenceType, valueType } from './types.ts';
import { unsupported } from './unsupported.ts';

/** One instruction of a function body. */
export interface Instruction {
  readonly name: string;
  /** Byte offset of its opcode in the module. */
  readonly at: number;
  /**
   * Its immediates: indices, in the order of the binary format; of an access to memory its alignment, as a power of two, and
   * its offset; of `br_table` the labels, the default last; of `i32.const` the value, of `f32.const` its bits as a signed number.
   */
  readonly operands: readonly number[];
  /** Of `i64.const` and `f64.const`, unsigned. */
  readonly bits?: bigint;
  /** Of `block`, `loop` and `if`. */
  readonly type?: FunctionType;
}

/** Bit 6 of an access's alignment says that a memory's number follows, and there is only one memory. */
const MEMORY_NUMBER = 64;

const access = (reader: Reader): [alignment: number, offset: number] => {
  const flags = reader.u32();
  if (flags & MEMORY_NUMBER) reader.u32();
  return [flags & ~MEMORY_NUMBER, reader.u32()];
};

/** The instructions of a body one by one, the last of them its `end`. */
export function* instructionsOf(body: WasmFunction, types: readonly FunctionType[]): Generator<Instruction> {
  const reader = new Reader(body.code);
  while (!reader.isDone) yield instruction(reader, body.at, types);
}

const instruction = (reader: Reader, start: number, types: readonly FunctionType[]): Instruction => {
  const at = start + reader.at;
  const first = reader.u8();
  const code = first === PREFIXED ? 0xfc00 + reader.u32() : first;
  const opcode = opcodes.get(code);
  if (!opcode) throw unsupported(`opcode 0x${code.toString(16).padStart(2, '0')}, at byte ${at} of the module`);
  const [name, ...immediates] = opcode;
  const operands: number[] = [];
  let bits: bigint | undefined;
  let type: FunctionType | undefined;
  for (const immediate of immediates)
    switch (immediate) {
      case 'index':
        operands.push(reader.u32());
        break;
      case 'i32':
        operands.push(reader.s32());
        break;
      case 'f32':
        operands.push(Number(BigInt.asIntN(32, reader.bits(4))));
        break;
      case 'i64':
        bits = BigInt.asUintN(64, reader.s64());
        break;
      case 'f64':
        bits = reader.bits(8);
        break;
      case 'block':
        type = blockType(reader, types);
        break;
      case 'access':
        operands.push(...access(reader));
        break;
      case 'labels':
        for (const label of reader.vector(() => reader.u32())) operands.push(label);
        operands.push(reader.u32());
        break;
      case 'types':
        reader.vector(() => valueType(reader));
        break;
      case 'reference':
        referenceType(reader);
    }
  return { name, at, operands, ...(bits !== undefined && { bits }), ...(type && { type }) };
};
