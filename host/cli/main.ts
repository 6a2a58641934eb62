import yargs from 'yargs';
import { ExitCode, ToolError } from '../errors.ts';
import { commands } from './commands/index.gen.ts';

/** Parses, runs one command, and decides the exit code: the only place that does. */
export const main = async (argv: string[]): Promise<number> => {
  const parser = yargs(argv)
    .scriptName('picojoule')
    .command(Object.values(commands) as never)
    .demandCommand(1, 'a command is needed')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? new ToolError('USAGE', ExitCode.Usage, message, 'See picojoule --help.');
    });
  try {
    await parser.parseAsync();
    return ExitCode.Done;
  } catch (error) {
    if (!(error instanceof ToolError)) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      return ExitCode.Bug;
    }
    const { code, message, remedy, exitCode } = error;
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { code, message, remedy } })}\n`);
    else process.stderr.write(`error[${code}]: ${message}\nhelp: ${remedy}\n`);
    return exitCode;
  }
};
