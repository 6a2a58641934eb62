/** Process exit codes; `design` of the CLI, one meaning each. */
export const ExitCode = {
  Done: 0,
  CheckFailed: 1,
  Usage: 2,
  NoDevice: 3,
  Permission: 4,
  Busy: 5,
  Link: 6,
  VerifyFailed: 7,
  MeasurementInvalid: 8,
  Refused: 9,
  Bug: 70,
  Interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * An expected failure: what happened (values with units), and the user's next step.
 * Anything else that is thrown is our bug and prints its stack.
 */
export class ToolError extends Error {
  override readonly name = 'ToolError';

  constructor(
    /** Stable upper-case id, e.g. `BOARD_SILENT`; every one has a row in the README. */
    readonly code: string,
    readonly exitCode: ExitCode,
    message: string,
    /** The next step, one sentence. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
