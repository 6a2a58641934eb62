import type { Reg } from './lir.ts';

export interface Copy {
  readonly to: Reg;
  readonly from: Reg;
}

/** Orders parallel copies so that nothing is overwritten before it is read; a cycle goes through a fresh register. */
export const inSequence = (copies: readonly Copy[], fresh: () => Reg): Copy[] => {
  let pending = copies.filter(({ to, from }) => to !== from);
  const done: Copy[] = [];
  while (pending.length > 0) {
    const ready = pending.findIndex(({ to }) => !pending.some(({ from }) => from === to));
    if (ready >= 0) {
      done.push(...pending.splice(ready, 1));
      continue;
    }
    const [first] = pending as [Copy];
    const saved = fresh();
    done.push({ to: saved, from: first.to });
    pending = pending.map((copy) => (copy.from === first.to ? { ...copy, from: saved } : copy));
  }
  return done;
};
