import assert from 'node:assert/strict';
import { itOnQemu, qemuBoards } from '../support/qemu-boards.ts';
import { countOnce, onQemu, patchedFirmware } from '../support/qemu-session.ts';

const LAYERS = 11;
/** bx lr */
const NOTHING = [0x4770];
/** movs r0,#count; loop: subs r0,#1; bne loop; bx lr */
const loopOf = (count: number) => [0x2000 | count, 0x3801, 0xd1fd, 0x4770];
const instructionsOf = (count: number) => 1 + 2 * count + 1;
/** movs r0,#1; lsls r0,#shift; loop: subs r0,#1; bne loop; bx lr */
const longLoopOf = (shift: number) => [0x2001, shift << 6, 0x3801, 0xd1fd, 0x4770];
const instructionsOfLong = (shift: number) => 2 + 2 * 2 ** shift + 1;
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** The demo model's firmware, whose layers are the given code. */
const firmwareOf = (board: Parameters<typeof patchedFirmware>[0], layers: readonly (readonly number[])[]) =>
  patchedFirmware(board, Object.fromEntries(layers.map((code, index) => [`model.layer${index}`, code])));

describe('instructions counted on QEMU', () => {
  for (const board of qemuBoards) {
    itOnQemu(`${board.id}: loops of 1 to 226 rounds have as many as one counts by hand`, async () => {
      const rounds = Array.from({ length: LAYERS - 1 }, (_, index) => 1 + 25 * index);
      const firmware = await firmwareOf(board, [...rounds.map(loopOf), NOTHING]);
      await onQemu(board, firmware, async (reached) => {
        for (let time = 0; time < 5; time++) {
          const { layers, whole } = await countOnce(reached, board);
          // What the runtime does for each layer: it loads an address and calls it.
          const own = (layers.at(-1) ?? 0) - 1;
          assert.ok(own >= 5 && own <= 12, `${own}`);
          assert.deepEqual(
            layers.map((count) => count - own),
            [...rounds.map(instructionsOf), 1],
          );
          assert.equal(sum(layers), whole);
        }
      });
    });

    itOnQemu(`${board.id}: long ones, too, beyond what the counter holds`, async () => {
      const shifts = [20, 26, 27, 28];
      const firmware = await firmwareOf(board, [...shifts.map(longLoopOf), ...Array(LAYERS - 4).fill(NOTHING)]);
      await onQemu(board, firmware, async (reached) => {
        // 2^32 ticks of 40 or 50 ns are 671 or 839 million instructions; these are 942 million.
        const { whole } = await countOnce(reached, board, false);
        const own = (whole - sum(shifts.map(instructionsOfLong)) - (LAYERS - 4)) / LAYERS;
        assert.ok(Number.isInteger(own) && own >= 5 && own <= 12, `${own}`);
      });
    });
  }
});
