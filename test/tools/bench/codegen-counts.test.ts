import type { Target } from '../../../host/aot/compile-module.ts';
import { dspNames, functionNames, functionSubject } from '../../../tools/bench/codegen/functions.ts';
import { layerSubjects } from '../../../tools/bench/codegen/layers.ts';
import { measure } from '../../../tools/bench/codegen/measure.ts';
import { buildOurs } from '../../../tools/bench/codegen/ours.ts';
import { assertGolden } from '../../support/golden-file.ts';

const targets: readonly Target[] = ['thumbv6m', 'thumbv7em'];
const head =
  "# Instructions and bytes of code of tools/bench/functions and the demo model's layers; UPDATE_GOLDEN=1 npm test rewrites this file";

describe('code for functions and layers', () => {
  it('takes the instructions and bytes of the golden file', async () => {
    const rows: string[] = [];
    const functions = await Promise.all([...functionNames, ...dspNames].map(functionSubject));
    for (const subject of [...functions, ...(await layerSubjects())])
      for (const target of targets) {
        const { instructions, codeBytes } = measure(subject, target, await buildOurs(subject, target));
        const counts = `${String(instructions).padStart(7)} instructions ${String(codeBytes).padStart(5)} bytes`;
        rows.push(`${subject.name.padEnd(22)} ${target.padEnd(9)} ${counts}`);
      }
    assertGolden('codegen-counts.txt', `${head}\n${rows.join('\n')}\n`);
  });
});
