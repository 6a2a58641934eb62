import { accesses } from './access.ts';
import type { Library } from './snippet.ts';
import { trustedTraps } from './traps.ts';

/** Of trusted modules: a pointer is a native address. The sum has no 32-bit wrap-around where addresses are longer. */
export const native: Library = {
  ...trustedTraps,
  literals: {
    text: `
/* GCC 12 leaves out stores to literal addresses that loads read in part (-fdse): modules that have such need -fno-dse. */`,
  },
  ...accesses({
    pointer: () => '(uint8_t *)((uintptr_t)at + offset)',
    parameters: 'uint32_t at, uint32_t offset',
    needs: ['literals'],
  }),
  address: {
    needs: ['TRAP'],
    text: `
/* A pointer as the module has it: on machines with longer ones it must lie in the first 4 GiB. */
static inline uint32_t address(const void *place) {
#if UINTPTR_MAX > UINT32_MAX
  if ((uintptr_t)place > UINT32_MAX) TRAP(0, 0);
#endif
  return (uint32_t)(uintptr_t)place;
}`,
  },
  memory_copy: {
    needs: ['string'],
    text: `
static inline void memory_copy(uint32_t to, uint32_t from, uint32_t bytes) {
  memmove((void *)(uintptr_t)to, (const void *)(uintptr_t)from, bytes);
}`,
  },
  memory_fill: {
    needs: ['string'],
    text: `
static inline void memory_fill(uint32_t to, uint32_t value, uint32_t bytes) {
  memset((void *)(uintptr_t)to, (uint8_t)value, bytes);
}`,
  },
  memory_size: {
    text: `
/* All that 32 bits reach, in pages of 64 KiB. */
static inline uint32_t memory_size(void) {
  return 0x10000u;
}`,
  },
};
