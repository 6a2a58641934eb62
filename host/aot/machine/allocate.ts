import { type Colouring, colour } from './colour.ts';
import { frequency, interference, spillWeights } from './interference.ts';
import { FIRST_VIRTUAL, flagsStart, type Inst, isMove, type MachineFunction, type Reg } from './lir.ts';
import { crowd } from './pressure.ts';
import { forwardReloads } from './reloads.ts';

/** What the target offers. */
export interface RegisterFile {
  /** Registers every instruction takes, cheapest to use first. */
  readonly general: readonly Reg[];
  /** Registers that only moves reach, uses marked `highUse` and instructions marked `takesHigh`. */
  readonly high: readonly Reg[];
}

export interface Allocation {
  /** Virtual register → machine register, or a stack word: 16 + its index. */
  readonly assigned: ReadonlyMap<Reg, Reg>;
  readonly stackWords: number;
}

const MAX_ROUNDS = 40;
/** Spilled values that try again for a register. */
const MAX_RETRIES = 16;
const FIRST_STACK = FIRST_VIRTUAL;

/** Gives every virtual register of `fn` a place, rewriting `fn` with loads and stores where registers run out. */
export const allocate = (fn: MachineFunction, file: RegisterFile): Allocation => {
  const unspillable = new Set<Reg>();
  const crowded = crowd(fn);
  if (crowded.length > 0) spill(fn, crowded, unspillable, highRoom(fn, file));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let result = colourAll(fn, file, unspillable);
    if (result.spilled.length === 0) {
      result = unspill(fn, file) ?? result;
      const slots = placeSlots(fn, file);
      return { assigned: new Map([...result.assigned, ...slots.assigned]), stackWords: slots.stackWords };
    }
    spill(fn, joinWebs(fn, result.spilled), unspillable, highRoom(fn, file));
  }
  throw new Error(`${fn.symbol}: register allocation did not converge`);
};

/** High registers that are left whatever is called: the first one does not survive a call. */
const highRoom = (fn: MachineFunction, { high }: RegisterFile): number => high.length - (fn.makesCalls ? 1 : 0);

/** A value that only such instructions use costs next to nothing in a high register, as long as there are some. */
const IN_PLACE = 0.1;

const colourAll = (fn: MachineFunction, file: RegisterFile, unspillable: ReadonlySet<Reg>): Colouring => {
  const cost = fn.highSlots.size < highRoom(fn, file) ? (inst: Inst) => (inst.takesHigh ? IN_PLACE : 1) : undefined;
  const graph = interference(fn, (reg) => !fn.slots.has(reg), cost);
  const members = new Set<Reg>();
  for (const reg of graph.neighbours.keys()) if (reg >= FIRST_VIRTUAL) members.add(reg);
  const request = {
    colours: file.general,
    members,
    unspillable,
    discount: (reg: Reg) => (fn.remakes.has(reg) ? 0.5 : 1),
  };
  const eager = colour(graph, { ...request, isEager: true });
  return eager.spilled.length === 0 ? eager : colour(graph, { ...request, isEager: false });
};

/**
 * What is spilled is chosen before it is known what will be free. The most used of the spilled values try again, one at a
 * time: each keeps a register if all others still find theirs. Undefined where none does.
 */
const unspill = (fn: MachineFunction, file: RegisterFile): Colouring | undefined => {
  let best: Colouring | undefined;
  const weights = spillWeights(fn);
  const weight = (reg: Reg) => weights.get(reg) ?? 0;
  const candidates = [...fn.slots].filter((reg) => !fn.highSlots.has(reg)).sort((a, b) => weight(b) - weight(a));
  for (const reg of candidates.slice(0, MAX_RETRIES)) {
    fn.slots.delete(reg);
    const result = colourAll(fn, file, new Set());
    if (result.spilled.length === 0) best = result;
    else fn.slots.add(reg);
  }
  return best;
};

/** Registers that were coalesced share one name, so that they share one slot. */
const joinWebs = (fn: MachineFunction, webs: readonly (readonly Reg[])[]): Reg[] => {
  const names = new Map<Reg, Reg>();
  for (const web of webs) {
    if (web.length === 1) continue;
    for (const reg of web) {
      names.set(reg, web[0] as Reg);
      fn.remakes.delete(reg);
    }
  }
  const rename = (reg: Reg) => names.get(reg) ?? reg;
  for (const block of fn.blocks) {
    for (const inst of block.insts) {
      inst.uses = inst.uses.map(rename);
      inst.defs = inst.defs.map(rename);
    }
    block.insts = block.insts.filter((inst) => !isMove(inst) || inst.defs[0] !== inst.uses[0]);
  }
  return webs.map((web) => web[0] as Reg);
};

/** Registers that instructions could use in place if they were high ones, those first that do so most often. */
const inPlaceUses = (fn: MachineFunction, concerns: (reg: Reg | undefined) => reg is Reg): Reg[] => {
  const counts = new Map<Reg, number>();
  for (const { insts, loopDepth } of fn.blocks)
    for (const { takesHigh, highUse, defs, uses } of insts)
      for (const reg of takesHigh ? [...defs, ...uses] : highUse === undefined ? [] : [uses[highUse]])
        if (concerns(reg)) counts.set(reg, (counts.get(reg) ?? 0) + frequency(loopDepth));
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
};

/** Rewrites each use and definition of a spilled register to go through a short-lived one. */
const spill = (fn: MachineFunction, regs: readonly Reg[], unspillable: Set<Reg>, highRoom: number): void => {
  const spilled = new Set(regs);
  const remade = new Set(regs.filter((reg) => fn.remakes.has(reg)));
  for (const reg of spilled) if (!remade.has(reg)) fn.slots.add(reg);
  const isKept = (reg: Reg | undefined): reg is Reg => reg !== undefined && spilled.has(reg) && !remade.has(reg);
  for (const reg of inPlaceUses(fn, isKept)) if (fn.highSlots.size < highRoom) fn.highSlots.add(reg);
  for (const block of fn.blocks) {
    const insts: Inst[] = [];
    for (const inst of block.insts) {
      if (!inst.uses.some((use) => spilled.has(use)) && !inst.defs.some((def) => spilled.has(def))) {
        insts.push(inst);
        continue;
      }
      const isCopy = isMove(inst);
      const [only] = inst.defs;
      if (only !== undefined && remade.has(only) && fn.remakes.get(only) === inst) continue;
      const renamed = new Map<Reg, Reg>();
      const temporary = (reg: Reg): Reg => {
        let name = renamed.get(reg);
        if (name === undefined) {
          name = fn.nextReg++;
          unspillable.add(name);
          renamed.set(reg, name);
        }
        return name;
      };
      const isHigh = (reg: Reg | undefined): boolean => reg !== undefined && fn.highSlots.has(reg);
      // A move reaches high registers, but not from or to the stack.
      const reachesHigh = isCopy ? isHigh(inst.uses[0]) && isHigh(inst.defs[0]) : inst.takesHigh === true;
      const keepsPlace = (reg: Reg, at: number): boolean =>
        fn.highSlots.has(reg) &&
        (reachesHigh || (inst.highUse === at && !inst.uses.some((use, other) => use === reg && other !== at)));
      inst.uses = inst.uses.map((use, at) => {
        if (!spilled.has(use) || keepsPlace(use, at)) return use;
        if (isCopy && !remade.has(use) && !spilled.has(inst.defs[0] as Reg) && !fn.slots.has(inst.defs[0] as Reg))
          return use;
        const isNew = !renamed.has(use);
        const name = temporary(use);
        const remake = fn.remakes.get(use);
        if (isNew && remake && remade.has(use))
          insts.splice(flagsStart(insts, inst, insts.length), 0, { ...remake, at: inst.at, defs: [name] });
        else if (isNew)
          insts.splice(flagsStart(insts, inst, insts.length), 0, { op: 'mov', at: inst.at, defs: [name], uses: [use] });
        return name;
      });
      const after: Inst[] = [];
      inst.defs = inst.defs.map((def) => {
        if (!spilled.has(def) || (reachesHigh && fn.highSlots.has(def))) return def;
        if (isCopy && !remade.has(def) && !fn.slots.has(inst.uses[0] as Reg)) return def;
        const name = temporary(def);
        after.push({ op: 'mov', at: inst.at, defs: [def], uses: [name] });
        return name;
      });
      insts.push(inst, ...after);
    }
    block.insts = forwardReloads(insts, spilled, unspillable);
  }
  for (const reg of remade) fn.remakes.delete(reg);
};

/** Spilled values get high registers by weight, then stack words; values alive together get different places. */
const placeSlots = (fn: MachineFunction, file: RegisterFile) => {
  const graph = interference(fn, (reg) => fn.slots.has(reg));
  const assigned = new Map<Reg, Reg>();
  const weight = (reg: Reg) => (graph.weights.get(reg) ?? 0) + (fn.highSlots.has(reg) ? 1e12 : 0);
  let stackWords = 0;
  for (const reg of [...fn.slots].sort((a, b) => weight(b) - weight(a))) {
    const taken = new Set(
      [...(graph.neighbours.get(reg) ?? [])].map((other) => (other < 16 ? other : assigned.get(other))),
    );
    let place = file.high.find((high) => !taken.has(high));
    if (place === undefined && fn.highSlots.has(reg))
      throw new Error(`${fn.symbol}: no high register for a value that needs one`);
    for (let word = 0; place === undefined; word++) if (!taken.has(FIRST_STACK + word)) place = FIRST_STACK + word;
    assigned.set(reg, place);
    stackWords = Math.max(stackWords, place - FIRST_STACK + 1);
  }
  return { assigned, stackWords: Math.max(0, stackWords) };
};
