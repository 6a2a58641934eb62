import type { Section } from '../../object-code.ts';
import { Assembler } from './assembler.ts';

// The way into a sandboxed module and the ways out of it, in ARMv6-M machine code: what no module could do for itself.
// `sandbox.unwind` holds the stack pointer of the innermost entry, below which everything belongs to the module: a trap needs
// nothing else to leave. Entries nest, and an interrupt whose handler enters a module nests like a call: it has left before
// what it interrupted goes on. The stack pointer moves in one instruction, so that interrupts always find a stack.

const UNWIND = 'sandbox.unwind';
const [EQ, NE, HS, LO, PL, LE] = [0, 1, 2, 3, 5, 13];

const section = (symbol: string, write: (asm: Assembler) => void): Section => {
  const asm = new Assembler();
  write(asm);
  const { bytes, relocations, dataRanges } = asm.assemble();
  return { symbol, kind: 'code', align: 4, bytes, relocations, dataRanges };
};
const halves = (asm: Assembler, ...bits: readonly number[]): void => {
  for (const half of bits) asm.half(half);
};

/**
 * `enter(code, arguments, argumentWords, results, resultWords)`: calls a function as ssa/convention.ts has it; gives 0, or the
 * word of the trap that ended it. Of both arrays the first four and two words are there, however few are used.
 */
const enter = section('sandbox.enter', (asm) => {
  const [noArguments, noResults, copy, copied, more, done] = ['a', 'r', 'c', 'd', 'm', 'e'].map((name) =>
    Symbol(name),
  ) as [symbol, symbol, symbol, symbol, symbol, symbol];
  halves(
    asm,
    0xb5f0, // push {r4-r7, lr}
    0x4644, // mov r4, r8
    0x464d, // mov r5, r9
    0x4656, // mov r6, r10
    0x465f, // mov r7, r11
    0xb4f0, // push {r4-r7}
  );
  asm.loadLiteral(4, UNWIND, 0);
  halves(
    asm,
    0x6825, // ldr r5, [r4]
    0xb428, // push {r3, r5}: results, and the entry around this one
    0x466e, // mov r6, sp
    0x6026, // str r6, [r4]
    0x9f0b, // ldr r7, [sp, #44]: resultWords
    0x1f14, // subs r4, r2, #4: arguments on the stack
  );
  asm.branch(noArguments, PL);
  asm.half(0x2400); // movs r4, #0
  asm.label(noArguments);
  asm.half(0x1ebd); // subs r5, r7, #2: results on the stack
  asm.branch(noResults, PL);
  asm.half(0x2500); // movs r5, #0
  asm.label(noResults);
  halves(
    asm,
    0x192d, // adds r5, r5, r4
    0x00ad, // lsls r5, r5, #2
    0x466b, // mov r3, sp
    0x1b5b, // subs r3, r3, r5
    0x08db, // lsrs r3, r3, #3
    0x00db, // lsls r3, r3, #3
    0x469d, // mov sp, r3
    0x00a5, // lsls r5, r4, #2
    0x195d, // adds r5, r3, r5: where the results will be
    0x000a, // movs r2, r1
    0x3210, // adds r2, #16
  );
  asm.label(copy);
  asm.half(0x42ab); // cmp r3, r5
  asm.branch(copied, HS);
  halves(
    asm,
    0xca10, // ldm r2!, {r4}
    0xc310, // stm r3!, {r4}
  );
  asm.branch(copy);
  asm.label(copied);
  halves(
    asm,
    0x0004, // movs r4, r0
    0xc90f, // ldm r1, {r0-r3}
    0x47a0, // blx r4
    0x6833, // ldr r3, [r6]
    0xc303, // stm r3!, {r0, r1}
    0x3f02, // subs r7, #2
  );
  asm.label(more);
  asm.half(0x2f00); // cmp r7, #0
  asm.branch(done, LE);
  halves(
    asm,
    0xcd01, // ldm r5!, {r0}
    0xc301, // stm r3!, {r0}
    0x3f01, // subs r7, #1
  );
  asm.branch(more);
  asm.label(done);
  asm.half(0x2000); // movs r0, #0
  asm.call('sandbox.leave');
});

/** Returns from the innermost entry with r0, wherever the stack pointer is. */
const leave = section('sandbox.leave', (asm) => {
  asm.loadLiteral(4, UNWIND, 0);
  halves(
    asm,
    0x6826, // ldr r6, [r4]
    0x46b5, // mov sp, r6
    0xbc28, // pop {r3, r5}
    0x6025, // str r5, [r4]
    0xbcf0, // pop {r4-r7}
    0x46a0, // mov r8, r4
    0x46a9, // mov r9, r5
    0x46b2, // mov r10, r6
    0x46bb, // mov r11, r7
    0xbdf0, // pop {r4-r7, pc}
  );
});

/** Leaves the module; the trap's word stands behind the call, at no particular alignment. */
const trap = section('sandbox.trap', (asm) => {
  halves(
    asm,
    0x4671, // mov r1, lr
    0x3901, // subs r1, #1
    0x8808, // ldrh r0, [r1]
    0x8849, // ldrh r1, [r1, #2]
    0x0409, // lsls r1, r1, #16
    0x4308, // orrs r0, r1
  );
  asm.call('sandbox.leave');
});

const accesses = ['load16_u', 'load16_s', 'load32', 'store16', 'store32'];
/** What `sandbox.misaligned` does, as it finds it behind its call: access, offset, and two registers. */
export const misalignedOperand = (access: string, data: number, base: number, offset: number): number =>
  (accesses.indexOf(access) << 13) | (offset << 6) | (base << 3) | data;

/** An access byte by byte that touches no register but the one it loads. */
const misaligned = section('sandbox.misaligned', (asm) => {
  const [store, word, loaded, out] = ['store', 'word', 'loaded', 'out'].map((name) => Symbol(name)) as [
    symbol,
    symbol,
    symbol,
    symbol,
  ];
  halves(
    asm,
    0xb4ff, // push {r0-r7}
    0x4677, // mov r7, lr
    0x3f01, // subs r7, #1
    0x883e, // ldrh r6, [r7]: the operand
    0x3703, // adds r7, #3
    0x46be, // mov lr, r7
    0x06b5, // lsls r5, r6, #26
    0x0f6d, // lsrs r5, r5, #29
    0x00ad, // lsls r5, r5, #2
    0x466c, // mov r4, sp
    0x5965, // ldr r5, [r4, r5]: the base
    0x04f3, // lsls r3, r6, #19
    0x0e5b, // lsrs r3, r3, #25
    0x18ed, // adds r5, r5, r3: the address
    0x0773, // lsls r3, r6, #29
    0x0edb, // lsrs r3, r3, #27
    0x18e4, // adds r4, r4, r3: where the data register is kept
    0x0b76, // lsrs r6, r6, #13: the access
    0x2e03, // cmp r6, #3
  );
  asm.branch(store, HS);
  halves(
    asm,
    0x7828, // ldrb r0, [r5]
    0x7869, // ldrb r1, [r5, #1]
    0x0209, // lsls r1, r1, #8
    0x4308, // orrs r0, r1
    0x2e01, // cmp r6, #1
  );
  asm.branch(loaded, LO);
  asm.branch(word, NE);
  asm.half(0xb200); // sxth r0, r0
  asm.branch(loaded);
  asm.label(word);
  halves(
    asm,
    0x78a9, // ldrb r1, [r5, #2]
    0x0409, // lsls r1, r1, #16
    0x4308, // orrs r0, r1
    0x78e9, // ldrb r1, [r5, #3]
    0x0609, // lsls r1, r1, #24
    0x4308, // orrs r0, r1
  );
  asm.label(loaded);
  asm.half(0x6020); // str r0, [r4]
  asm.branch(out);
  asm.label(store);
  halves(
    asm,
    0x6820, // ldr r0, [r4]
    0x7028, // strb r0, [r5]
    0x0a01, // lsrs r1, r0, #8
    0x7069, // strb r1, [r5, #1]
    0x2e03, // cmp r6, #3
  );
  asm.branch(out, EQ);
  halves(
    asm,
    0x0c01, // lsrs r1, r0, #16
    0x70a9, // strb r1, [r5, #2]
    0x0e01, // lsrs r1, r0, #24
    0x70e9, // strb r1, [r5, #3]
  );
  asm.label(out);
  halves(
    asm,
    0xbcff, // pop {r0-r7}
    0x4770, // bx lr
  );
});

const unwind: Section = { symbol: UNWIND, kind: 'bss', align: 4, bytes: new Uint8Array(4), relocations: [] };

/** What every image with a sandboxed module has once. */
export const sandboxEntry: readonly Section[] = [enter, leave, trap, misaligned, unwind];
