#!/usr/bin/env node
// The sources are what runs: tsx strips the types as Node loads them, so there is no build step to forget.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../host/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
