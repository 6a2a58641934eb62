import { ExitCode, ToolError } from '../../errors.ts';

/** What a module wants and this compiler does not take, by name. */
export const unsupported = (what: string, remedy = 'Compile the module without it.'): ToolError =>
  new ToolError('AOT_UNSUPPORTED', ExitCode.Refused, `the ahead-of-time compiler does not take ${what}`, remedy);
