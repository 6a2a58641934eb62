// The sandbox's runtime: what compiled modules call by name, and what brings them to life.
export { instantiate } from './instantiate';
export { memory_copy, memory_fill, memory_grow, memory_init } from './memory';
export { table_copy, table_fill, table_grow, table_init } from './tables';
