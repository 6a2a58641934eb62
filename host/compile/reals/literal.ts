import { bitsOf } from '../float-bits.ts';

/** A float32 in AssemblyScript, exactly. */
export const literal = (value: number): string => `reinterpret<f32>(${bitsOf(value)})`;
