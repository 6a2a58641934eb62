import { ExitCode, ToolError } from '../errors.ts';

/** A file that is not what it claims to be. */
export const damaged = (what: string): ToolError =>
  new ToolError(
    'MODEL_DAMAGED',
    ExitCode.Refused,
    `the model file is damaged: ${what}`,
    'Export or download the model again.',
  );

/** A model that no microcontroller could hold or finish. */
export const tooLarge = (what: string): ToolError =>
  new ToolError('MODEL_TOO_LARGE', ExitCode.Refused, what, 'Give a model meant for a microcontroller.');

/** Whole and valid, but beyond what this version can compile. */
export const unsupported = (list: readonly string[]): ToolError =>
  new ToolError(
    'UNSUPPORTED_OPERATOR',
    ExitCode.Refused,
    `not supported: ${list.join('; ')}`,
    'Quantise the model fully to int8; what each operator takes is listed in docs/operators.md.',
  );

/** Text from a file, fit for one line of a message or a comment: no control characters or line ends, and short. */
export const printable = (text: string): string => {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
  return line.length > 64 ? `${line.slice(0, 64)}…` : line;
};
