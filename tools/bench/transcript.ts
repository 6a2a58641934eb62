import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const model = 'models/demo/fashion.tflite';

/** What a command prints about the demo model: some lines of it, as they are. */
const excerpt = (command: string, board: string, from: number, to: number, ...options: readonly string[]): string => {
  const args = [command, model, '--board', board, ...options];
  const run = spawnSync(process.execPath, ['bin/picojoule.js', ...args], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} failed:\n${run.stderr}`);
  const lines = run.stdout.trimEnd().split('\n');
  const rest = to < lines.length ? ['…'] : [];
  return ['```', `$ picojoule ${args.join(' ')}`, ...lines.slice(from, to), ...rest, '```'].join('\n');
};

/** Where the demo model's instructions go on a Cortex-M4, and the machine code of one of its layers. */
export const profileTranscript = (): string => excerpt('profile', 'cortex-m4-qemu', 0, 31);
export const disasmTranscript = (): string => excerpt('disasm', 'cortex-m4-qemu', 0, 16, '--function', 'layer7');

/** What `npm run demo` prints, as it is. */
export const demoTranscript = (): string => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'demo'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo failed:\n${stderr}`);
  return ['```', '$ npm run demo', `${stderr}${stdout}`.trim(), '```'].join('\n');
};
