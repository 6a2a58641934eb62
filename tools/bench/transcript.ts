import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm run demo` prints, as it is. */
export const demoTranscript = (): string => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'demo'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo failed:\n${stderr}`);
  return ['```', '$ npm run demo', `${stderr}${stdout}`.trim(), '```'].join('\n');
};
