import { Trap } from '../../../../../assembly/shared/trap.ts';
import { accesses } from './access.ts';
import type { Library } from './snippet.ts';
import { sandboxTraps } from './traps.ts';

/** A range of so many of something lies within it: a sum of 33 bits. */
const within = (to: string, count: string, size: string, trap: Trap): string =>
  `if ((uint64_t)${to} + ${count} > ${size}) TRAP(${trap}, where);`;

const memory: Library = {
  wasm_memory: {
    text: `
typedef struct { uint8_t *bytes; uint32_t size; } wasm_memory;`,
  },
  wasm_data: {
    text: `
typedef struct { const uint8_t *bytes; uint32_t size; } wasm_data;`,
  },
  place: {
    needs: ['wasm_memory', 'TRAP'],
    text: `
static inline uint8_t *place(const wasm_memory *memory, uint32_t at, uint32_t offset, uint32_t bytes, uint32_t where) {
  const uint64_t reach = (uint64_t)offset + bytes;
  if (reach > memory->size || at > memory->size - (uint32_t)reach) TRAP(${Trap.MEMORY_BOUNDS}, where);
  return memory->bytes + at + offset;
}`,
  },
  ...accesses({
    pointer: (bytes) => `place(memory, at, offset, ${bytes}, where)`,
    parameters: 'const wasm_memory *memory, uint32_t at, uint32_t offset, uint32_t where',
    needs: ['place'],
  }),
  memory_size: {
    needs: ['wasm_memory'],
    text: `
static inline uint32_t memory_size(const wasm_memory *memory) {
  return memory->size >> 16;
}`,
  },
  memory_grow: {
    needs: ['wasm_memory'],
    text: `
static inline uint32_t memory_grow(wasm_memory *memory, uint32_t pages, uint32_t most) {
  const uint32_t before = memory->size >> 16;
  if (pages > most - before) return UINT32_MAX;
  memory->size += pages << 16;
  return before;
}`,
  },
  memory_fill: {
    needs: ['string', 'wasm_memory', 'TRAP'],
    text: `
static void memory_fill(const wasm_memory *memory, uint32_t to, uint32_t value, uint32_t bytes, uint32_t where) {
  ${within('to', 'bytes', 'memory->size', Trap.MEMORY_BOUNDS)}
  memset(memory->bytes + to, (uint8_t)value, bytes);
}`,
  },
  memory_copy: {
    needs: ['string', 'wasm_memory', 'TRAP'],
    text: `
static void memory_copy(const wasm_memory *memory, uint32_t to, uint32_t from, uint32_t bytes, uint32_t where) {
  ${within('to', 'bytes', 'memory->size', Trap.MEMORY_BOUNDS)}
  ${within('from', 'bytes', 'memory->size', Trap.MEMORY_BOUNDS)}
  memmove(memory->bytes + to, memory->bytes + from, bytes);
}`,
  },
  memory_init: {
    needs: ['string', 'wasm_memory', 'wasm_data', 'TRAP'],
    text: `
static void memory_init(const wasm_memory *memory, const wasm_data *data, uint32_t to, uint32_t from, uint32_t bytes, uint32_t where) {
  ${within('to', 'bytes', 'memory->size', Trap.MEMORY_BOUNDS)}
  ${within('from', 'bytes', 'data->size', Trap.MEMORY_BOUNDS)}
  memcpy(memory->bytes + to, data->bytes + from, bytes);
}`,
  },
};

const tables: Library = {
  wasm_reference: {
    text: `
#ifndef WASM_REFERENCE
#define WASM_REFERENCE
typedef const void *wasm_reference;
#endif`,
  },
  wasm_function: {
    text: `
/* What a reference to a function points to; equal types have one number. */
typedef struct { void (*code)(void); uint32_t type; } wasm_function;`,
  },
  wasm_table: {
    needs: ['wasm_reference'],
    text: `
typedef struct { wasm_reference *elements; uint32_t size; } wasm_table;`,
  },
  wasm_elements: {
    needs: ['wasm_reference'],
    text: `
typedef struct { const wasm_reference *items; uint32_t size; } wasm_elements;`,
  },
  code_at: {
    needs: ['wasm_table', 'wasm_function', 'TRAP'],
    text: `
static inline void (*code_at(const wasm_table *table, uint32_t at, uint32_t type, uint32_t where))(void) {
  const wasm_function *function;
  if (at >= table->size) TRAP(${Trap.UNDEFINED_ELEMENT}, where);
  function = (const wasm_function *)table->elements[at];
  if (function == 0) TRAP(${Trap.UNINITIALIZED_ELEMENT}, where);
  if (function->type != type) TRAP(${Trap.INDIRECT_CALL_TYPE}, where);
  return function->code;
}`,
  },
  table_get: {
    needs: ['wasm_table', 'TRAP'],
    text: `
static inline wasm_reference table_get(const wasm_table *table, uint32_t at, uint32_t where) {
  if (at >= table->size) TRAP(${Trap.TABLE_BOUNDS}, where);
  return table->elements[at];
}`,
  },
  table_set: {
    needs: ['wasm_table', 'TRAP'],
    text: `
static inline void table_set(const wasm_table *table, uint32_t at, wasm_reference value, uint32_t where) {
  if (at >= table->size) TRAP(${Trap.TABLE_BOUNDS}, where);
  table->elements[at] = value;
}`,
  },
  table_grow: {
    needs: ['wasm_table'],
    text: `
static uint32_t table_grow(wasm_table *table, wasm_reference value, uint32_t count, uint32_t most) {
  const uint32_t before = table->size;
  if (count > most - before) return UINT32_MAX;
  while (count-- > 0) table->elements[table->size++] = value;
  return before;
}`,
  },
  table_fill: {
    needs: ['wasm_table', 'TRAP'],
    text: `
static void table_fill(const wasm_table *table, uint32_t to, wasm_reference value, uint32_t count, uint32_t where) {
  ${within('to', 'count', 'table->size', Trap.TABLE_BOUNDS)}
  while (count-- > 0) table->elements[to++] = value;
}`,
  },
  table_copy: {
    needs: ['string', 'wasm_table', 'TRAP'],
    text: `
static void table_copy(const wasm_table *target, const wasm_table *source, uint32_t to, uint32_t from, uint32_t count, uint32_t where) {
  ${within('to', 'count', 'target->size', Trap.TABLE_BOUNDS)}
  ${within('from', 'count', 'source->size', Trap.TABLE_BOUNDS)}
  memmove(target->elements + to, source->elements + from, count * sizeof(wasm_reference));
}`,
  },
  table_init: {
    needs: ['string', 'wasm_table', 'wasm_elements', 'TRAP'],
    text: `
static void table_init(const wasm_table *table, const wasm_elements *segment, uint32_t to, uint32_t from, uint32_t count, uint32_t where) {
  ${within('to', 'count', 'table->size', Trap.TABLE_BOUNDS)}
  ${within('from', 'count', 'segment->size', Trap.TABLE_BOUNDS)}
  memcpy(table->elements + to, segment->items + from, count * sizeof(wasm_reference));
}`,
  },
};

/** Of sandboxed modules: memory and tables are the module's own, with bounds. */
export const sandbox: Library = { ...sandboxTraps, ...memory, ...tables };
