import type { Operator } from '../../../host/model/graph.ts';
import { operatorRules } from '../../../host/model/operators/index.gen.ts';
import { isKnown, refusalOf } from '../../../host/model/rules.ts';
import { builtinOperators } from '../../../host/model/tflite/schema.ts';
import { markdownTable } from '../../../tools/markdown-table.ts';
import { activation, network } from '../graphs.ts';
import { SEVERAL } from './given-cases.ts';
import type { Proof } from './proofs.ts';
import { proofTargets } from './targets.ts';

const NONE = '–';
const REFUSED = 'refused';

/** Which models prove an operator with a type, per target: given cases and our own. */
export interface ProvenRow {
  readonly operator: string;
  readonly dtype: string;
  readonly counts: readonly { readonly given: number; readonly own: number; readonly isRefused: boolean }[];
}

const inOrder = (a: ProvenRow, b: ProvenRow): number =>
  Number(a.operator === SEVERAL) - Number(b.operator === SEVERAL) ||
  a.operator.localeCompare(b.operator, 'en') ||
  Number(b.dtype === 'int8') - Number(a.dtype === 'int8') ||
  a.dtype.localeCompare(b.dtype, 'en');

export const provenRows = (proofs: readonly Proof[]): ProvenRow[] => {
  const titles = [...new Set(proofs.map(({ operator, dtype }) => `${operator} ${dtype}`))];
  const rows = titles.map((title) => {
    const [operator = '', dtype = ''] = title.split(' ');
    const own = proofs.filter((proof) => proof.operator === operator && proof.dtype === dtype);
    const countOf = (target: string, source: Proof['source']) =>
      own.find((proof) => proof.target === target && proof.source === source)?.count ?? 0;
    const counts = proofTargets.map(({ name }) => ({
      ...{ given: countOf(name, 'given'), own: countOf(name, 'own') },
      isRefused: own.some(({ target, isRefused }) => target === name && isRefused),
    }));
    return { operator, dtype, counts };
  });
  return rows.sort(inOrder);
};

/** Operators that need no kernel of their own, or are names of other things. */
const NO_OPERATORS = ['CUSTOM', 'DELEGATE', 'PLACEHOLDER_FOR_GREATER_OP_CODES'];

/** Why an operator is refused whatever its tensors are; undefined where it is not. */
const refusalOfAny = (kind: string): string | undefined => {
  if (!isKnown(kind)) return 'without a kernel';
  const { tensors, operators, ...ends } = network(
    [activation([1]), activation([1])],
    [{ kind: 'ABS', inputs: [0], outputs: [1], options: {} }],
  );
  const operator = { ...operators[0], kind } as Operator;
  return refusalOf({ ...ends, tensors, operators: [operator] }, operator);
};

/** Operators, TFLite's and those known here, that no row proves, by the reason for which each is refused; '' where it is not. */
export const unprovenOperators = (rows: readonly ProvenRow[]): ReadonlyMap<string, readonly string[]> => {
  const proven = new Set([...NO_OPERATORS, ...rows.map(({ operator }) => operator)]);
  const reasons = new Map<string, string[]>();
  const known = Object.values(operatorRules).flatMap(({ kinds }): readonly string[] => kinds);
  const unproven = [...new Set([...builtinOperators, ...known])].filter((name) => !proven.has(name));
  for (const kind of unproven.toSorted()) {
    const reason = refusalOfAny(kind) ?? '';
    reasons.set(reason, [...(reasons.get(reason) ?? []), kind]);
  }
  return reasons;
};

const cell = ({ given, own, isRefused }: ProvenRow['counts'][number]): string => {
  if (isRefused) return REFUSED;
  return given + own === 0 ? NONE : `${given} + ${own}`;
};

/** `docs/operators.md`. */
export const operatorsDoc = (rows: readonly ProvenRow[]): string => {
  const total = (source: 'given' | 'own') => rows.reduce((sum, { counts }) => sum + (counts[0]?.[source] ?? 0), 0);
  const table = markdownTable(
    ['operator', 'data type', ...proofTargets.map(({ name }) => name)],
    rows.map(({ operator, dtype, counts }) => [operator, dtype, ...counts.map(cell)]),
  );
  const refused = [...unprovenOperators(rows)].map(([reason, kinds]) => `- ${reason}: ${kinds.join(', ')}`);
  return `# Operators

Each cell counts models whose outputs equal those of a reference, byte for byte, in all of their records: given cases + random models of our own (shapes,
strides, paddings, broadcasting, extremes of quantisation). Here are ${total('given').toLocaleString('en-US')} + ${total('own').toLocaleString('en-US')}. The test run makes this table
(\`test/operators\`; \`UPDATE_GOLDEN=1 npm test\` writes it) and fails where it is not the one that stands here.

The reference is TensorFlow Lite Micro's own kernels; of given cases of \`Lce…\` it is Larq Compute Engine's kernels, of those of QONNX its definitions, and of
random models of both an evaluator that shares nothing with the kernels.

- **Node** is the module in plain WebAssembly, **Node SIMD** the one with vectors (\`target: 'node'\`). **Cortex-M0+** and **Cortex-M4** are machine
  code on emulated cores; the module that Node checks such a board with is compared, too.
- **Data types** are those of activations; \`int16x8\` is int16 activations with int8 weights, \`int4\` int8 activations with int4 weights, \`a_b\` has inputs of
  type a and outputs of type b, \`binary\` is words of 32 signs, \`_state8\` keeps its state in int8. Indices, axes and shapes are int32 where TensorFlow Lite Micro wants them so.
- **Refused** on boards are operators that weigh real numbers: such a network is to be quantised first. Node runs it.
- **${SEVERAL}** are graphs of two to six operators; there, every layer is compared. With \`qonnx\` they are QONNX networks, and those whose scales are no powers
  of two are compared within the tolerance that comes with them.

${table}

## Refused

These operators of TFLite are refused by name before anything is built, as is a type that an operator has no kernel for:

${refused.join('\n')}
`;
};
