import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const hasProcesses = existsSync('/proc/self/stat');

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
};

/** Living children of a process whose command contains `command`. */
export const childrenOf = (parent: number, command: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      // proc(5): "pid (comm) state ppid …"; comm may hold spaces and is cut to 15 characters.
      const [, comm = '', state, ppid] = /\((.*)\) (\S) (\d+)/.exec(read(`/proc/${pid}/stat`)) ?? [];
      return Number(ppid) === parent && state !== 'Z' && comm.includes(command);
    });
