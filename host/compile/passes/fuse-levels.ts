import type { Graph, Operator, OperatorOf, Tensor } from '../../model/graph.ts';
import { levelRange } from '../level-range.ts';
import { onlyConsumer } from './only-consumer.ts';
import type { PassSpec } from './spec.ts';

type Sums = OperatorOf<'QonnxSums'>;
type Levels = OperatorOf<'QonnxLevels'>;

/** The quantiser behind sums, and what reshapes them before it. */
interface Behind {
  readonly levels: Levels;
  readonly reshape?: OperatorOf<'RESHAPE'>;
}

/** Thresholds for all sums, or for each filter's. */
const fits = ({ tensors }: Graph, { inputs: [x, thresholds, levels], options }: Levels, filters: number): boolean => {
  const { shape = [] } = tensors[x as number] ?? {};
  const rows = tensors[thresholds as number]?.shape[0];
  const isByFilter = options.axis === shape.length - 1 && shape.at(-1) === filters;
  return tensors[levels as number]?.dtype === 'int8' && (rows === 1 || isByFilter);
};

const behind = (graph: Graph, sums: Sums): Behind | undefined => {
  const [output] = sums.outputs as [number];
  const next = onlyConsumer(graph, output);
  const last = next?.kind === 'RESHAPE' ? onlyConsumer(graph, next.outputs[0] as number) : next;
  const filters = graph.tensors[output]?.shape.at(-1) ?? 0;
  if (sums.inputs.length > 2 || last?.kind !== 'QonnxLevels' || !fits(graph, last, filters)) return undefined;
  return { levels: last, ...(next?.kind === 'RESHAPE' && { reshape: next }) };
};

/** Sums say what their inputs can be; those that one quantiser alone reads become its levels at once, and are never stored. */
const apply = (graph: Graph): Graph => {
  const tensors = [...graph.tensors];
  const replaced = new Map<Operator, readonly Operator[]>();
  for (const sums of graph.operators) {
    if (sums.kind !== 'QonnxSums') continue;
    const options = { ...sums.options, range: levelRange(graph, sums.inputs[0] as number) };
    const found = behind(graph, sums);
    if (!found) {
      replaced.set(sums, [{ ...sums, options }]);
      continue;
    }
    const { levels, reshape } = found;
    const [result] = levels.outputs as [number];
    const fused = { ...sums, options, inputs: [...sums.inputs, ...levels.inputs.slice(1)] };
    if (!reshape) {
      replaced.set(sums, [{ ...fused, outputs: [result] }]);
    } else {
      const { shape, name } = tensors[sums.outputs[0] as number] as Tensor;
      const { quantization } = tensors[result] as Tensor;
      const id = tensors.length;
      tensors.push({ id, name, dtype: 'int8', shape, ...(quantization && { quantization }) });
      replaced.set(sums, [{ ...fused, outputs: [id] }]);
      replaced.set(reshape, [{ ...reshape, inputs: [id, ...reshape.inputs.slice(1)], outputs: [result] }]);
    }
    replaced.set(levels, []);
  }
  return { ...graph, tensors, operators: graph.operators.flatMap((operator) => replaced.get(operator) ?? [operator]) };
};

export default {
  name: 'fuse-levels',
  title: 'sums that one quantiser reads become its levels at once',
  apply,
} satisfies PassSpec;
