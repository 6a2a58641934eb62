import { ExitCode, ToolError } from '../../errors.ts';

/** QEMU ended by itself: with what it said, less its warnings. */
export const endedByItself = (how: string, stderr: string): ToolError => {
  const words = stderr.split('\n').find((line) => line.trim() !== '' && !line.includes('warning:'));
  return new ToolError(
    'QEMU_ENDED',
    ExitCode.Link,
    `QEMU ended by itself (${how})${words === undefined ? '' : `: ${words}`}`,
    'If it does not know the machine, install a newer QEMU; if the core locked up, the firmware is at fault.',
  );
};
