import { ExitCode, ToolError } from '../../errors.ts';
import type { Graph } from '../../model/graph.ts';
import { resolveVariables } from '../resolve-variables.ts';
import foldZeroPoint from './fold-zero-point.ts';
import fusePadding from './fuse-padding.ts';
import removeDeadChannels from './remove-dead-channels.ts';
import removeIdentity from './remove-identity.ts';
import reuseInputs from './reuse-inputs.ts';
import type { PassSpec } from './spec.ts';

/** In the order in which they run: dead channels are found where no tensor is a view and no bias holds a zero point; padding must be known before one can be folded. */
export const passes: readonly PassSpec[] = [
  removeDeadChannels,
  removeIdentity,
  fusePadding,
  foldZeroPoint,
  reuseInputs,
];

/**
 * Gives variables their places, then runs all passes but the ones named.
 * @throws ToolError `UNKNOWN_PASS`
 */
export const applyPasses = (graph: Graph, without: readonly string[] = []): Graph => {
  const names = passes.map(({ name }) => name);
  const unknown = without.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new ToolError(
      'UNKNOWN_PASS',
      ExitCode.Usage,
      `no pass "${unknown.join('", "')}"`,
      `Passes: ${names.join(', ')}.`,
    );
  return passes
    .filter(({ name }) => !without.includes(name))
    .reduce((current, { apply }) => apply(current), resolveVariables(graph));
};
