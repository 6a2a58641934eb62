import { trainSequence } from '../batch/train.ts';
import type { LabelledImages } from '../data.ts';
import { type Engine, startEngine } from '../engine/engine.ts';
import { type Random, seededRandom } from '../random.ts';
import type { Schedule } from '../train.ts';
import type { Member } from './members.ts';
import { type FamilyNetwork, familyMegabytes, familyNetwork } from './network.ts';
import { initializeFamily, loadState } from './state.ts';

/** The same for all members. */
export const familySchedule: Schedule = { epochs: 5, batch: 64, peakRate: 3e-3 };
const SEED = 1;

export const openMember = async (name: Member['name']): Promise<FamilyNetwork> => {
  const engine: Engine = await startEngine(familyMegabytes(familySchedule.batch));
  return familyNetwork(engine, name, familySchedule.batch);
};

/** Starts from the state of the member of real numbers, or from random weights without one. */
const start = (network: FamilyNetwork, random: Random, state: Uint8Array | undefined): void => {
  if (!state) {
    initializeFamily(network, random);
    return;
  }
  loadState(network, state);
  const { hidden } = network.arithmetic;
  for (const { conv } of network.blocks.slice(1)) hidden?.adopt?.(conv.weights.trained.values);
};

/** Trains in place. */
export const learn = (
  network: FamilyNetwork,
  data: LabelledImages,
  state: Uint8Array | undefined,
  report: (epoch: number, meanLoss: number) => void,
): void => {
  const random = seededRandom(SEED);
  start(network, random, state);
  trainSequence(network.sequence, data, familySchedule, random, report);
};
