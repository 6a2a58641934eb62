import type { Section } from '../object-code.ts';
import type { AddressCosts } from '../optimize/count-down.ts';
import type { Reaches } from '../optimize/fold-addresses.ts';
import type { SsaFunction } from '../ssa/ir.ts';

/** A processor that functions are compiled for. */
export interface TargetSpec {
  /** Loads and stores of words and halfwords take any address. */
  readonly takesUnaligned: boolean;
  /** There is an instruction that branches by a table. */
  readonly hasTableBranch: boolean;
  /** Words that follow one another are loaded together, if they are wanted one soon after the other. */
  readonly pairsLoads: boolean;
  /** Nothing but branches is conditional. */
  readonly selectsByBranch: boolean;
  readonly reaches: Reaches;
  readonly costs: AddressCosts;
  readonly generate: (fn: SsaFunction) => Section;
}
