import { TRAP_KIND_SHIFT, Trap } from '../../../../../assembly/shared/trap.ts';
import type { Library } from './snippet.ts';

/** Of trusted modules. */
export const trustedTraps: Library = {
  TRAP: {
    text: `
/* Ends what cannot go on: why (assembly/shared/trap.ts), and at which byte of the module. Define it to do so your way, but never
   to return. */
#ifndef TRAP
#if defined(__GNUC__)
#define TRAP(why, where) ((void)(where), __builtin_trap())
#else
#define TRAP(why, where) for ((void)(where);;)
#endif
#endif`,
  },
};

/** Of sandboxed modules. */
export const sandboxTraps: Library = {
  depth: {
    text: `
/* Calls under way that may lead to others, and how many there may be. */
#ifndef MAX_DEPTH
#define MAX_DEPTH 256
#endif
static uint32_t depth;`,
  },
  enter: {
    needs: ['TRAP'],
    text: `
static inline void enter(uint32_t where) {
  if (depth >= MAX_DEPTH) TRAP(${Trap.STACK_EXHAUSTED}, where);
  depth++;
}`,
  },
  TRAP: {
    needs: ['depth'],
    text: `
/* A trap ends all calls that are under way. The handler is yours: it resets, stops or jumps, and does not return. */
extern void wasm_trap(uint32_t trap);
#if defined(__GNUC__)
__attribute__((noreturn, noinline, cold))
#endif
static void trap_at(uint32_t trap) {
  depth = 0;
  wasm_trap(trap);
  for (;;) { }
}
#define TRAP(why, where) trap_at((uint32_t)(why) << ${TRAP_KIND_SHIFT} | (where))`,
  },
};
