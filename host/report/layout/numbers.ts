/** Units that are printed with an SI prefix. */
const scaled = new Set(['s', 'J', 'W', 'J*s']);
const prefixes = [
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
] as const;

/** Four digits for people; whole numbers have all of theirs. */
export const digits = (value: number): string =>
  Number.isInteger(value)
    ? value.toLocaleString('en-US')
    : Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 9 });

/** The SI prefix under which a value has one to three digits before the point, and its factor; none for units that have none. */
export const prefixOf = (value: number, unit: string): readonly [factor: number, prefix: string] =>
  scaled.has(unit) && value !== 0 ? (prefixes.find(([limit]) => Math.abs(value) >= limit) ?? [1e-9, 'n']) : [1, ''];

/** A number of four digits for people, and its unit: 0.00123 s is 1.23 ms. */
export const humanize = (value: number, unit: string): readonly [number: string, unit: string] => {
  const [factor, prefix] = prefixOf(value, unit);
  return [digits(value / factor), `${prefix}${unit}`];
};
