import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));
/** Loads one of the packages in tools/bench/peers. */
export const requirePeer = createRequire(`${folder}package.json`);

/** Node 24 of that folder, where the npm registry has it for this machine. */
export const node24 = (): string | undefined => {
  const path = `${folder}node_modules/node-${process.platform}-${process.arch}/bin/node`;
  return existsSync(path) ? path : undefined;
};

/** Installs the packages, which are no dependencies of ours, at the versions of their lock file and without their scripts. */
export const installPeers = (): void => {
  if (existsSync(`${folder}node_modules`)) return;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
};
