import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Job {
  readonly file: Uint8Array;
  readonly records: readonly Uint8Array[];
  /** Records are frames that share one interpreter. */
  readonly isStateful: boolean;
  /** What the interpreter's memory is filled with first. */
  readonly fill?: number;
}

export interface Oracle {
  /** All outputs of all records, or why there are none. */
  readonly run: (job: Job) => Promise<Uint8Array | { readonly refusal: string }>;
  readonly close: () => void;
}

/**
 * Starts a program that runs models in TensorFlow Lite Micro. It reads jobs from its input, one a line,
 *
 *     MODEL.tflite IN.bin OUT.bin [--stateful] [--fill BYTE]
 *
 * and answers each with a line: `ok`, or `refused: REASON`. IN.bin holds records back to back, each all inputs of the model in
 * its order, raw and little-endian; OUT.bin then holds as many records of all outputs. Each record runs in a new interpreter,
 * in memory that is zero or filled with BYTE; with `--stateful` one interpreter runs them all.
 */
export const startOracle = (command: string): Oracle => {
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-oracle-'));
  const [model, input, output] = ['model.tflite', 'in.bin', 'out.bin'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const program = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    run: async ({ file, records, isStateful, fill }) => {
      writeFileSync(model, file);
      writeFileSync(input, Buffer.concat(records));
      const flags = [...(isStateful ? ['--stateful'] : []), ...(fill === undefined ? [] : ['--fill', `${fill}`])];
      program.stdin.write(`${[model, input, output, ...flags].join(' ')}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${command} ended`);
      return value === 'ok' ? readFileSync(output) : { refusal: `${value}` };
    },
    close: () => {
      program.stdin.end();
      rmSync(folder, { recursive: true });
    },
  };
};
