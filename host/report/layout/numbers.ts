/** Units that are printed with an SI prefix. */
const scaled = new Set(['s', 'J', 'W', 'J*s']);
const prefixes = [
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
] as const;

const digits = (value: number): string =>
  Number.isInteger(value)
    ? value.toLocaleString('en-US')
    : Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 9 });

/** A number of four digits for people, and its unit: 0.00123 s is 1.23 ms. */
export const humanize = (value: number, unit: string): readonly [number: string, unit: string] => {
  if (!scaled.has(unit) || value === 0) return [digits(value), unit];
  const [factor, prefix] = prefixes.find(([limit]) => Math.abs(value) >= limit) ?? [1e-9, 'n'];
  return [digits(value / factor), `${prefix}${unit}`];
};
