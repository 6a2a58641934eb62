/**
 * Instructions of the DSP extension of ARMv7E-M and ARMv8-M (ARMv7-M ARM, DDI 0403, A4.4): with `--use HAS_DSP=1` each is one
 * instruction, else what it does in WebAssembly's own.
 */
export * from './lanes';
export * from './parallel';
export * from './products';
export * from './saturate';
