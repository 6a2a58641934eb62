import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findBoard } from '../../host/cli/find-board.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import type { CompiledModel } from '../../host/compile/compiled-model.ts';
import { sum } from '../../host/facts/statistics.ts';
import { importModel } from '../../host/model/import-model.ts';
import { type Cost, profileModel } from '../../host/profile/profile.ts';
import { profileText } from '../../host/report/layout/profile.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { itOnQemu, qemuBoards } from '../support/qemu-boards.ts';
import { countOnce, onQemu, patchedFirmware } from '../support/qemu-session.ts';
import { demoModel, picojoule } from '../support/spawn.ts';

const INPUT_BYTES = 784;
const golden = new URL('../golden/fashion-cycles.txt', import.meta.url);
/** Every difference is the same: what the runtime does around each layer. */
const assertConstant = (differences: readonly number[]): void => {
  const [own = 0] = differences;
  assert.ok(own > 0 && own < 20, `${own}`);
  assert.deepEqual(differences, new Array(differences.length).fill(own));
};
const instructionsOf = (costs: readonly Cost[]): number => sum(costs.map(({ instructions }) => instructions));

describe('profile', () => {
  let model: CompiledModel;
  before(async () => {
    model = await compileGraph(await importModel(demoModel));
  });

  it('gives every layer of the emulated Pico the cycles that its own counter gives', async () => {
    const { layers, cyclesSource } = await profileModel(model, findBoard('pico-emulated'), [
      [seededInput(INPUT_BYTES)],
    ]);
    const counted = [...readFileSync(golden, 'utf8').matchAll(/(\d+) cycles$/gm)].map(([, cycles]) => Number(cycles));
    assert.equal(cyclesSource, 'counted');
    assertConstant(layers.map(({ cycles = 0 }, at) => (counted[at] ?? 0) - cycles));
  });

  for (const board of qemuBoards)
    itOnQemu(`${board.id}: gives every layer the instructions that QEMU counts`, async () => {
      const { layers, total } = await profileModel(model, board, [[new Uint8Array(INPUT_BYTES)]]);
      const counted = await onQemu(board, await patchedFirmware(board, {}), (reached) => countOnce(reached, board));
      assertConstant(layers.map(({ instructions }, at) => (counted.layers[at] ?? 0) - instructions));
      assert.equal(total.cycles !== undefined, board.core === 'cortex-m4');
    });

  for (const id of ['pico-emulated', 'cortex-m4-qemu'])
    it(`${id}: layers, and functions without their callees, add up; the hottest come first`, async () => {
      const profile = await profileModel(model, findBoard(id), [[seededInput(INPUT_BYTES)]]);
      const { total, layers, functions, loops } = profile;
      assert.equal(instructionsOf(layers), total.instructions);
      assert.equal(instructionsOf(functions), total.instructions);
      assert.equal(sum(functions.map(({ cycles = 0 }) => cycles)), total.cycles);
      assert.ok(instructionsOf(loops) > 0.5 * total.instructions && instructionsOf(loops) <= total.instructions);
      for (const list of [functions, loops])
        assert.ok(list.every((one, at) => at === 0 || (list[at - 1] as Cost).instructions >= one.instructions));
      const [loop] = loops;
      assert.ok(loop && loop.instructions / loop.turns <= loop.length);
      assert.equal(loop.source?.file, 'kernels/conv2d_s8.ts');
      assert.match(
        profileText('demo', profile),
        /^demo: [\d,]+ instructions \(counted\), [\d,]+ cycles \((counted|modelled)\)/,
      );
    });

  it('takes the mean over records', async () => {
    const board = findBoard('cortex-m4-qemu');
    const [a, b] = [new Uint8Array(INPUT_BYTES), seededInput(INPUT_BYTES)];
    const [one, other, both] = await Promise.all(
      [[[a]], [[b]], [[a], [b]]].map((records) => profileModel(model, board, records)),
    );
    const of = (profile: typeof one) => profile?.total.instructions ?? 0;
    assert.equal(of(both), (of(one) + of(other)) / 2);
  });

  it('--json is one document; a real board’s cycles are modelled', async () => {
    const { stdout, code } = await picojoule('profile', demoModel, '--board', 'pico', '--json');
    const { schema, board, cyclesSource, total, functions } = JSON.parse(stdout);
    assert.deepEqual([code, schema, board, cyclesSource], [0, 'picojoule.profile/1', 'pico', 'modelled']);
    assert.ok(total.instructions > 1e6 && functions.length > 5);
  });
});
