import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import { measureLayers } from '../../tools/costs/measure.ts';
import { goldenText, writeGolden } from '../support/golden-file.ts';
import { Random } from '../support/random.ts';
import { lowBitClasses, shapeClasses, signClasses } from '../support/shape-classes.ts';

const GOLDEN = 'kernel-counts.txt';
/** A change of this share is one to look at. */
const SHARE = 0.02;

interface Count {
  readonly kernel: string;
  readonly macs: number;
  readonly instructions: number;
}
type Counts = ReadonlyMap<string, Count>;

const countsOn = async (id: 'pico-emulated' | 'cortex-m4-qemu'): Promise<Counts> => {
  const board: NamedBoard = { ...boards[id], id };
  const random = new Random(1);
  const counts = new Map<string, Count>();
  for (const { names, graph } of [...shapeClasses, signClasses, lowBitClasses]) {
    const samples = await measureLayers(graph, board, random);
    samples.forEach(({ layer: { kernel, macs }, instructions }, at) => {
      counts.set(`${names[at]} | ${board.core}`, { kernel, macs, instructions });
    });
  }
  return counts;
};

const HEAD =
  '# Instructions of one layer of each class of shapes (test/support/shape-classes.ts); UPDATE_GOLDEN=1 npm test rewrites this file';

const print = (counts: Counts): string => {
  const rows = [...counts].map(([name, { kernel, macs, instructions }]) => {
    const perMac = macs > 0 ? (instructions / macs).toFixed(2) : '';
    return `${name.padEnd(52)} | ${kernel.padEnd(27)} | ${`${macs}`.padStart(6)} | ${`${instructions}`.padStart(8)} | ${perMac}`.trimEnd();
  });
  return `${[HEAD, ...rows].join('\n')}\n`;
};

const parse = (text: string): Counts =>
  new Map(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split('|').map((field) => field.trim()))
      .map(([name, core, kernel = '', macs, instructions]) => [
        `${name} | ${core}`,
        { kernel, macs: Number(macs), instructions: Number(instructions) },
      ]),
  );

/** What a reviewer should know: kernels that are others, counts that moved by the share or more, either way. */
const differences = (actual: Counts, golden: Counts): string[] =>
  [...new Set([...actual.keys(), ...golden.keys()])].flatMap((name) => {
    const [now, before] = [actual.get(name), golden.get(name)];
    if (!now || !before) return [`${name}: ${now ? 'new' : 'gone'}`];
    if (now.kernel !== before.kernel) return [`${name}: ${before.kernel} became ${now.kernel}`];
    const ratio = now.instructions / before.instructions;
    const change = `${name}: ${before.instructions} became ${now.instructions} instructions`;
    return Math.abs(ratio - 1) >= SHARE ? [change] : [];
  });

describe('instructions of kernels, by class of shapes', () => {
  it('are within 2 % of the golden file, on Cortex-M0+ and Cortex-M4', async () => {
    const actual: Counts = new Map([...(await countsOn('pico-emulated')), ...(await countsOn('cortex-m4-qemu'))]);
    writeGolden(GOLDEN, print(actual));
    const found = differences(actual, parse(goldenText(GOLDEN)));
    assert.deepEqual(found, [], 'UPDATE_GOLDEN=1 npm test, then read the difference');
  });

  it('fail where a kernel takes 2 % more', () => {
    const golden = parse(goldenText(GOLDEN));
    for (const [name, count] of golden) {
      const slower = { ...count, instructions: Math.ceil(count.instructions * (1 + SHARE)) };
      assert.equal(differences(new Map([...golden, [name, slower]]), golden).length, 1, name);
    }
    assert.ok(golden.size > 40, `${golden.size} counts`);
    assert.deepEqual(differences(golden, golden), []);
  });
});
