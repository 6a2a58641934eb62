import { bootCrc } from '../../host/emulate/boot.ts';
import { EmulatedPico, type EmulatedPicoOptions } from '../../host/emulate/pico.ts';

const FLASH = 0x1000_0000;

/** A boot block of our own: sets VTOR to 0x1000_0100, loads the stack pointer from it and jumps to its reset vector. */
const boot2 = (): Uint8Array => {
  const block = new Uint8Array(256);
  // ldr r0,[pc,#12]; ldr r1,[pc,#16]; str r0,[r1]; ldr r2,[r0]; msr msp,r2; ldr r0,[r0,#4]; bx r0; nop; literals
  new Uint16Array(block.buffer).set([0x4803, 0x4904, 0x6008, 0x6802, 0xf382, 0x8808, 0x6840, 0x4700]);
  new Uint32Array(block.buffer).set([0x1000_0100, 0xe000_ed08], 4);
  new Uint32Array(block.buffer).set([bootCrc(block.subarray(0, 252))], 63);
  return block;
};

/** Flash contents that run `code` (halfwords) after the boot block and a vector table. */
export const program = (code: readonly number[], vectors: Readonly<Record<number, number>> = {}): Uint8Array => {
  const bytes = new Uint8Array(0x200 + code.length * 2);
  bytes.set(boot2());
  const table = new Uint32Array(bytes.buffer, 0x100, 48);
  table[0] = 0x2004_0000;
  table[1] = FLASH + 0x201;
  for (const [number, offset] of Object.entries(vectors)) table[Number(number)] = FLASH + 0x201 + offset;
  new Uint16Array(bytes.buffer, 0x200).set(code);
  return bytes;
};

/** A booted board with `code` in its flash. */
export const boardWith = (
  code: readonly number[],
  options: EmulatedPicoOptions = {},
  vectors: Readonly<Record<number, number>> = {},
): EmulatedPico => {
  const pico = new EmulatedPico(options);
  pico.program([{ address: FLASH, bytes: program(code, vectors) }]);
  if (!pico.boot()) throw new Error('the boot block was refused');
  return pico;
};

/** An instruction, or a load of a literal into a low register. */
export type Item = number | readonly [register: number, literal: number];

/** Halfwords with their literals behind them; the first one lies at a multiple of four. */
export const assemble = (items: readonly Item[]): number[] => {
  const pool = Math.ceil(items.length / 2) * 2;
  const literals: number[] = [];
  const code = items.map((item, index) => {
    if (typeof item === 'number') return item;
    const [register, literal] = item;
    const at = pool + literals.length;
    literals.push(literal & 0xffff, literal >>> 16);
    // LDR Rt, [PC, #imm8 * 4] from the word behind the next instruction (DDI 0419, A6.7.27).
    return 0x4800 | (register << 8) | ((at - ((index + 2) & ~1)) >> 1);
  });
  return [...code, ...(pool > code.length ? [0xbf00] : []), ...literals];
};
