import type { Handlers } from './translation.ts';

/** What a trusted module may do with its memory as a whole: a pointer is a native address, and nobody makes it grow. */
export const nativeMemory: Handlers = {
  // All that 32 bits reach, in pages of 64 KiB.
  'memory.size': (t) => t.pushWord(t.b.constant(0x1_0000)),
  'memory.copy': (t) => {
    const [bytes, from, to] = [t.popWord(), t.popWord(), t.popWord()];
    t.b.value('call', [to, from, bytes], 0, 'rt.memmove');
  },
  'memory.fill': (t) => {
    const [bytes, value, to] = [t.popWord(), t.popWord(), t.popWord()];
    t.b.value('call', [to, value, bytes], 0, 'rt.memset');
  },
};
