import { ExitCode, ToolError } from '../errors.ts';

/** Smallest and largest sensible value of each number that a user may give. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  verify: [1, 1_000_000],
  count: [1, 100_000],
  warmup: [0, 100_000],
  windows: [1, 1000],
  'window-ms': [50, 600_000],
  'memory-pages': [0, 4096],
  limit: [1, 1_000_000_000_000],
};

/** @throws ToolError `USAGE` for a number that is none, or outside its range */
export const checkCounts = (args: Readonly<Record<string, unknown>>): void => {
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = args[name];
    if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)) continue;
    throw new ToolError(
      'USAGE',
      ExitCode.Usage,
      `--${name} ${value} is not a whole number from ${least} to ${most}`,
      'See picojoule --help.',
    );
  }
};
