import { Status } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { Done } from '../link/messages.ts';

/**
 * How a stream of inferences ended on the board.
 * @throws ToolError `STACK_OVERFLOW`, `BOARD_TAKEN`
 */
export const checkDone = ({ status }: Done): void => {
  if (status === Status.STACK_OVERFLOW)
    throw new ToolError(
      'STACK_OVERFLOW',
      ExitCode.Link,
      'the lowest word of the stack was overwritten on the board',
      'Raise stackBytes in the board file; report it if the model is an ordinary one.',
    );
  if (status === Status.STOPPED)
    throw new ToolError(
      'BOARD_TAKEN',
      ExitCode.Busy,
      'another program greeted the board while it ran inferences for this one',
      'Close the other program, then run again.',
    );
};
