import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, OperatorKind } from '../../host/model/graph.ts';
import { alone, type Draft } from '../support/drafts.ts';
import { mergeGraphs } from '../support/merge-graphs.ts';
import { Random } from '../support/random.ts';
import { between, quantized } from '../support/random-drafts.ts';
import { fused, plain } from '../support/random-elementwise.ts';

const SEED = 47;
const MODELS = 12;
const ALL = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** Operators on int8, and how an output's scale is to its inputs'. */
const scales: Partial<Record<OperatorKind, (a: number, b: number) => number>> = {
  ADD: (a, b) => Math.max(a, b),
  SUB: (a, b) => Math.max(a, b),
  MUL: (a, b) => 127 * a * b,
  DIV: (a, b) => a / b / 100,
  SQUARED_DIFFERENCE: (a, b) => 255 * Math.max(a, b) ** 2,
  PRELU: (a) => a,
  MAXIMUM: (a) => a,
  MINIMUM: (a) => a,
};
const comparisons: readonly OperatorKind[] = ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'];

interface Case {
  readonly kind: OperatorKind;
  readonly inputs: readonly [Draft, Draft];
  readonly y: Draft;
  /** Which input is the single element. */
  readonly at: 0 | 1;
  readonly value: number;
}

const caseOf = (random: Random, kind: OperatorKind): Case => {
  const at = random.pick([0, 1] as const);
  const [a, b] = [between(random, 1e-3, 0.9), between(random, 1e-3, 0.9)];
  const inputs = [quantized(random, at === 0 ? [1] : [256], a), quantized(random, at === 1 ? [] : [256], b)] as const;
  const scale = scales[kind];
  const y = scale ? quantized(random, [256], scale(a, b) * between(random, 0.3, 3)) : plain('bool', [256]);
  return { kind, inputs, y, at, value: random.below(256) };
};

/** The single element as a constant, or as an input. */
const graphOf = ({ kind, inputs, y, at, value }: Case, isConstant: boolean, options: object): Graph => {
  const data = Uint8Array.of(value);
  const given = inputs.map((input, position) => (position === at && isConstant ? { ...input, data } : input));
  return alone({ kind, options }, given, [y]);
};

describe('operators on int8 and one constant element', () => {
  for (const kind of [...(Object.keys(scales) as OperatorKind[]), ...comparisons])
    it(`${kind}: tables give what the kernel gives, for all bytes in ${MODELS} quantisations (seed ${SEED})`, async () => {
      const random = new Random(SEED);
      const cases = Array.from({ length: MODELS }, () => ({ ...caseOf(random, kind), options: fused(random) }));
      const run = async (isConstant: boolean, kernel: RegExp) => {
        const merged = mergeGraphs(
          'tables',
          cases.map((one) => graphOf(one, isConstant, one.options)),
        );
        const model = await compileGraph(merged);
        for (const layer of model.layers) assert.match(layer.kernel, kernel);
        const inputs = cases.map(({ at, value }) => {
          const element = Uint8Array.of(value);
          return at === 0 ? [element, ALL] : [ALL, element];
        });
        const given = isConstant ? cases.map(() => ALL) : inputs.flat();
        return (await instantiate(model)).infer(given);
      };
      assert.deepEqual(await run(true, /^lookup$/), await run(false, /^(?!lookup)/));
    });
});
