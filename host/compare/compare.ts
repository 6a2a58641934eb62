import { basename } from 'node:path';
import type { NamedBoard } from '../../boards/spec.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { type Figure, figuresOf } from '../metrics/figures.ts';
import { node, runInNode } from '../run/run-in-node.ts';
import { type RunRequest, run } from '../run.ts';
import type { Entry } from './entry.ts';
import { paretoSet } from './pareto.ts';

export interface CompareRequest extends Omit<RunRequest, 'model' | 'board'> {
  /** Paths of model files. */
  readonly models: readonly string[];
  /** `undefined`: this machine in a board's place. */
  readonly boards: readonly (NamedBoard | undefined)[];
  /** Told of each network and board before its run begins. */
  readonly onEntry?: (name: string, boardId: string) => void;
}

/** What is the same wherever a network runs. */
const isOfTheModel = ({ id, group }: Figure): boolean => group === 'accuracy' || ofTheModel.includes(id);
const ofTheModel: readonly string[] = ['macs', 'effective_macs', 'bit_operations', 'parameters'];

/**
 * Runs each network on each board. What refuses one of them does not end the comparison: it stands in that entry, beside the
 * accuracy and the work that the network has in Node.
 * @throws whatever is not an expected failure of one run
 */
export const compare = async (request: CompareRequest): Promise<Entry[]> => {
  const { models, boards, onEntry, ...rest } = request;
  const entries: Entry[] = [];
  for (const board of boards) {
    const ofBoard: Entry[] = [];
    for (const model of models) {
      const name = basename(model);
      onEntry?.(name, (board ?? node).id);
      ofBoard.push({ model, name, ...(await entryOf({ ...rest, model }, board)) });
    }
    const best = paretoSet(ofBoard.map(({ figures, failure }) => (failure ? [] : figures)));
    entries.push(...ofBoard.map((entry, at) => ({ ...entry, isBest: best[at] === true })));
  }
  return entries;
};

const entryOf = async (
  request: Omit<RunRequest, 'board'>,
  board: NamedBoard | undefined,
): Promise<Pick<Entry, 'board' | 'figures' | 'failure'>> => {
  const { id, title } = board ?? node;
  try {
    const { facts, failure } = board ? await run({ ...request, board }) : await runInNode(request);
    return { board: { id, title }, figures: figuresOf(facts), ...(failure && { failure }) };
  } catch (failure) {
    if (!(failure instanceof ToolError)) throw failure;
    return { board: { id, title }, figures: board ? await figuresOfModel(request, failure) : [], failure };
  }
};

/** Of a network that a board refused. */
const figuresOfModel = async (request: Omit<RunRequest, 'board'>, { exitCode }: ToolError): Promise<Figure[]> => {
  if (exitCode !== ExitCode.Refused) return [];
  try {
    return figuresOf((await runInNode(request)).facts).filter(isOfTheModel);
  } catch (failure) {
    if (!(failure instanceof ToolError)) throw failure;
    return [];
  }
};
