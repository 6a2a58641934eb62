import { bootCrc } from '../../host/emulate/boot.ts';
import { EmulatedPico, type EmulatedPicoOptions } from '../../host/emulate/pico.ts';

const FLASH = 0x1000_0000;

/** A boot block of our own: sets VTOR to 0x1000_0100, loads the stack pointer from it and jumps to its reset vector. */
export const boot2 = (): Uint8Array => {
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
