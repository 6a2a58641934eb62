import type { Argv, CommandModule } from 'yargs';

interface Command<Args> {
  readonly command: string;
  readonly describe: string;
  readonly builder: (yargs: Argv) => Argv<Args>;
  readonly handler: (args: Args) => Promise<void> | void;
}

/** A command whose handler gets exactly what its builder declares. */
export const defineCommand = <Args>(command: Command<Args>): CommandModule => command as unknown as CommandModule;
