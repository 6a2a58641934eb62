import { Block, type SsaFunction, type Value } from '../ssa/ir.ts';
import { isCompare } from '../ssa/simplify.ts';
import { countUses } from '../ssa/uses.ts';

/**
 * A branch on two comparisons at once becomes two branches: comparisons that only set flags cost less than making numbers of
 * them and joining those.
 */
export const splitConditions = (fn: SsaFunction): void => {
  const uses = countUses(fn);
  const added: Block[] = [];
  const work = [...fn.blocks];
  for (let block = work.pop(); block; block = work.pop()) {
    turnAround(block, uses);
    const { terminator } = block;
    if (terminator.kind !== 'branch' || !isPair(terminator.condition, uses)) continue;
    const second = split(fn, block, fn.blocks.length + added.length);
    added.push(second);
    work.push(block, second);
  }
  fn.blocks.push(...added);
};

/** A branch on `x = 0` is one on x the other way round. */
const turnAround = ({ terminator }: Block, uses: ReadonlyMap<Value, number>): void => {
  if (terminator.kind !== 'branch' || terminator.condition.op !== 'eq') return;
  const { then, otherwise, condition } = terminator;
  const [tested, zero] = condition.args as [Value, Value];
  const isAlone = uses.get(condition) === 1 && uses.get(tested) === 1;
  if (!isAlone || zero.op !== 'const' || zero.imm !== 0 || !isPair(tested, uses)) return;
  Object.assign(terminator, { condition: tested, then: otherwise, otherwise: then });
};

const isPair = ({ op, args }: Value, uses: ReadonlyMap<Value, number>): boolean =>
  (op === 'and' || op === 'or') && args.every((arg) => uses.get(arg) === 1 && (isCompare(arg.op) || isPair(arg, uses)));

const split = (fn: SsaFunction, block: Block, id: number): Block => {
  const { terminator } = block;
  if (terminator.kind !== 'branch') throw new Error(`${fn.symbol}: no branch to split`);
  const { condition, then, otherwise } = terminator;
  const [first, last] = condition.args as [Value, Value];
  const second = new Block(id);
  second.predecessors = [block];
  second.terminator = { ...terminator, condition: last };
  moveInto(second, last, block);
  const isEither = condition.op === 'or';
  block.terminator = { ...terminator, condition: first, ...(isEither ? { otherwise: second } : { then: second }) };
  const [both, one] = isEither ? [then, otherwise] : [otherwise, then];
  const at = both.predecessors.indexOf(block);
  both.predecessors.push(second);
  for (const phi of both.phis) phi.args.push(phi.args[at] as Value);
  one.predecessors[one.predecessors.indexOf(block)] = second;
  return second;
};

/** What only the second comparison needs is made behind the first. */
const moveInto = (to: Block, value: Value, from: Block): void => {
  if (value.block !== from) return;
  from.body = from.body.filter((other) => other !== value);
  to.body.unshift(value);
  value.block = to;
  if (!isCompare(value.op)) for (const arg of [...value.args].reverse()) moveInto(to, arg, from);
};
