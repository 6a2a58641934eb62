declare const unit: unique symbol;
type Of<U extends string> = number & { readonly [unit]: U };

export type Seconds = Of<'s'>;
export type Joules = Of<'J'>;
export type Watts = Of<'W'>;
export type Amperes = Of<'A'>;
export type Volts = Of<'V'>;

export const KiB = 1024;
export const MiB = 1024 * KiB;
export const MHz = 1_000_000;
export const mA = 1e-3;

/** An address as datasheets print it: `0x2000_0000`. */
export const hex32 = (value: number): string => {
  const digits = (value >>> 0).toString(16).padStart(8, '0');
  return `0x${digits.slice(0, 4)}_${digits.slice(4)}`;
};
