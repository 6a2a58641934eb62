import { type Loop, naturalLoops } from '../ssa/control-flow.ts';
import { Block, hasEffect, isConstant, type SsaFunction, type Terminator, type Value } from '../ssa/ir.ts';
import { makeIn, makePhi } from './make-in.ts';
import { redirect } from './redirect.ts';
import { renameUses } from './rename-uses.ts';

/** Values of a test that is worth having twice. */
const MAX_TEST = 8;
/** Blocks times loops of a function beyond which it stays as it is: each rotation looks through all blocks. */
const MAX_WORK = 1_000_000;

/**
 * Turns `while` into `if … do while`: the test of a loop that starts with it is copied in front, and the loop's own is at its
 * end. A turn then takes one branch, not two, and everything that every turn does is known to be done at least once.
 *
 *   before: entry → header (test) → body → header      after: entry → guard (test) → body → header (test) → body
 *                      ↘ exit                                    ↘ exit                  ↘ exit
 */
export const rotateLoops = (fn: SsaFunction): void => {
  const loops = naturalLoops(fn.blocks);
  if (loops.length * fn.blocks.length > MAX_WORK) return;
  for (const loop of loops.reverse()) {
    const test = testOf(loop);
    if (!test) continue;
    const added = rotate(fn, loop, test);
    for (const outer of loops) {
      if (outer === loop || !outer.blocks.has(loop.header)) continue;
      outer.blocks.add(added.guard);
      outer.blocks.add(added.start);
      if (outer.blocks.has(test.exit)) outer.blocks.add(added.end);
    }
    loop.blocks.add(added.start);
  }
};

interface Test {
  readonly condition: Value;
  readonly body: Block;
  readonly exit: Block;
  /** The loop goes on where the condition holds. */
  readonly staysIf: boolean;
}

/** The test at the start of a loop that has none at its end. */
const testOf = ({ header, blocks }: Loop): Test | undefined => {
  const { terminator } = header;
  if (terminator.kind !== 'branch') return undefined;
  const { condition, then, otherwise } = terminator;
  const staysIf = blocks.has(then);
  if (staysIf === blocks.has(otherwise)) return undefined;
  const [body, exit] = staysIf ? [then, otherwise] : [otherwise, then];
  const isAlreadyLast = header.predecessors.some((from) => blocks.has(from) && from.terminator.kind === 'branch');
  if (body === header || isAlreadyLast || header.body.some(hasEffect)) return undefined;
  const made = header.body.filter((value) => !isConstant(value));
  return made.length > MAX_TEST ? undefined : { condition, body, exit, staysIf };
};

const rotate = (fn: SsaFunction, { header, blocks }: Loop, { condition, body, exit, staysIf }: Test) => {
  const guard = new Block(fn.blocks.length);
  const start = new Block(fn.blocks.length + 1);
  const end = new Block(fn.blocks.length + 2);

  const isEntry = header.predecessors.map((from) => !blocks.has(from));
  const entries = header.predecessors.filter((_, at) => isEntry[at]);
  guard.predecessors = entries;
  for (const from of entries) redirect(from, header, guard);
  header.predecessors = header.predecessors.filter((_, at) => !isEntry[at]);

  const copies = new Map<Value, Value>();
  for (const phi of header.phis) {
    copies.set(
      phi,
      makePhi(
        fn,
        guard,
        phi.args.filter((_, at) => isEntry[at]),
      ),
    );
    phi.args = phi.args.filter((_, at) => !isEntry[at]);
  }
  const copyOf = (value: Value) => copies.get(value) ?? value;
  for (const value of header.body) {
    if (isConstant(value)) continue;
    const make = makeIn(fn, guard, value.at);
    copies.set(value, make(value.op, value.args.map(copyOf), value.imm, value.symbol));
  }

  const { at = 0 } = header.terminator;
  const branch = (test: Value): Terminator => ({
    kind: 'branch',
    condition: test,
    then: staysIf ? start : end,
    otherwise: staysIf ? end : start,
    at,
  });
  guard.terminator = branch(copyOf(condition));
  header.terminator = branch(condition);
  for (const [block, to] of [
    [start, body],
    [end, exit],
  ] as const) {
    block.predecessors = [guard, header];
    block.terminator = { kind: 'jump', to };
    to.predecessors[to.predecessors.indexOf(header)] = block;
  }
  fn.blocks.push(guard, start, end);
  const joined = [...copies].map(([value, copy]): [Value, Map<Block, Value>] => [
    value,
    new Map([start, end].map((block) => [block, makePhi(fn, block, [copy, value])])),
  ]);
  renameUses(fn, header, new Map(joined));
  return { guard, start, end };
};
