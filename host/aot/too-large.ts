import { ExitCode, ToolError } from '../errors.ts';

/** A function whose translation would not end in bounded time and memory; no kernel comes near it. */
export const tooLarge = (symbol: string, what: string): ToolError =>
  new ToolError(
    'AOT_UNSUPPORTED',
    ExitCode.Refused,
    `${symbol}: the function is too large for the ahead-of-time compiler: ${what}`,
    'Divide it into several functions.',
  );
