import { ExitCode, ToolError } from '../../errors.ts';
import type { Graph } from '../../model/graph.ts';
import { resolveVariables } from '../resolve-variables.ts';
import foldConstants from './fold-constants.ts';
import foldZeroPoint from './fold-zero-point.ts';
import fuseLevels from './fuse-levels.ts';
import fusePadding from './fuse-padding.ts';
import removeDeadChannels from './remove-dead-channels.ts';
import removeIdentity from './remove-identity.ts';
import reuseInputs from './reuse-inputs.ts';
import type { PassSpec } from './spec.ts';
import widenInt4 from './widen-int4.ts';

/** In the order in which they run: all others know int8 weights; dead channels are found where no tensor is a view and no bias holds a zero point; padding must be known before one can be folded. */
export const passes: readonly PassSpec[] = [
  widenInt4,
  foldConstants,
  removeDeadChannels,
  fuseLevels,
  removeIdentity,
  fusePadding,
  foldZeroPoint,
  reuseInputs,
];

/** A graph, and the pass that made it of the one before. */
export interface PassResult {
  readonly pass: PassSpec;
  readonly graph: Graph;
}

/**
 * What each pass but the ones named makes of a graph whose variables have places.
 * @throws ToolError `UNKNOWN_PASS`
 */
export const passResults = (graph: Graph, without: readonly string[] = []): PassResult[] => {
  const names = passes.map(({ name }) => name);
  const unknown = without.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new ToolError(
      'UNKNOWN_PASS',
      ExitCode.Usage,
      `no pass "${unknown.join('", "')}"`,
      `Passes: ${names.join(', ')}.`,
    );
  let current = graph;
  return passes
    .filter(({ name }) => !without.includes(name))
    .map((pass) => {
      current = pass.apply(current);
      return { pass, graph: current };
    });
};

/**
 * Gives variables their places, then runs all passes but the ones named.
 * @throws ToolError `UNKNOWN_PASS`
 */
export const applyPasses = (graph: Graph, without: readonly string[] = []): Graph => {
  const resolved = resolveVariables(graph);
  return passResults(resolved, without).at(-1)?.graph ?? resolved;
};
