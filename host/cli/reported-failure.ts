import type { ToolError } from '../errors.ts';

/** A failure whose report is already on stdout: only the error's text and exit code are still due. */
export class ReportedFailure extends Error {
  override readonly name = 'ReportedFailure';

  constructor(override readonly cause: ToolError) {
    super(cause.message, { cause });
  }
}
