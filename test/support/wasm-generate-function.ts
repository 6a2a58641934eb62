import type { ValueType } from '../../host/aot/wasm/module.ts';
import { MEMORY } from './wasm-board.ts';
import { type Code, constant, type FunctionSpec, op } from './wasm-encoder.ts';
import { type BlockType, MAX_DEPTH, ValueGenerator } from './wasm-generate-values.ts';
import { opcodes } from './wasm-opcodes.ts';

const MAX_TURNS = 200;
const stores = Object.entries(opcodes).filter(([name]) => /^i.*store/.test(name));

/** Random functions: structured control of every kind, bounded in time. */
export class FunctionGenerator extends ValueGenerator {
  function({ params, results }: BlockType): FunctionSpec {
    const body: Code[] = [];
    while (this.budget > 0) body.push(this.statement());
    body.push(this.values(results));
    return { params, results, locals: this.locals.slice(params.length), body };
  }

  protected override statement(): Code {
    this.spend();
    if (this.depth >= MAX_DEPTH) return this.#assign();
    this.depth++;
    const code = this.#anyStatement();
    this.depth--;
    return this.random.oneIn(30) ? [code, op('nop')] : code;
  }

  #anyStatement(): Code {
    const { random } = this;
    const choice = random.below(26);
    if (choice < 7) return this.#assign();
    if (choice < 9) return this.#rotate();
    if (choice < 13) return this.access(stores);
    if (choice === 13) return [this.value(random.type()), op('drop')];
    if (choice < 16) {
      const otherwise = () => [op('else'), this.inside([])];
      return [this.condition(), op('if'), this.inside([]), random.oneIn(2) ? otherwise() : [], op('end')];
    }
    if (choice === 16) return [op('block'), this.inside([]), op('end')];
    if (choice < 20) return this.#loop() ?? this.#assign();
    if (choice === 20) return this.#typed();
    if (choice === 21) return this.call(undefined) ?? this.#assign();
    if (choice === 22) return this.isLeaf ? this.#assign() : this.#bulk();
    if (choice === 23) return this.#maybeLeave();
    if (choice === 24) {
      const early = () => [this.condition(), op('br_if', 0), this.leave()];
      return [op('block'), this.labelled([], early), op('end')];
    }
    return this.#cases();
  }

  #assign(): Code {
    const { random, around } = this;
    if (random.oneIn(4) && around.mutableGlobals > 0) {
      const global = random.below(around.mutableGlobals);
      return [this.value(around.globals[global] as ValueType), op('global.set', global)];
    }
    const type = random.type();
    return [this.value(type), op('local.set', this.localOf(type))];
  }

  /** Locals that take each other's values. */
  #rotate(): Code {
    const type = this.random.type();
    const locals = Array.from({ length: 2 + this.random.below(4) }, () => this.localOf(type));
    return [locals.map((local) => op('local.get', local)), locals.map((local) => op('local.set', local))];
  }

  #maybeLeave(): Code {
    const types = this.random.pick(this.labels);
    const depth = this.random.pick(this.depthsLike(types));
    return [this.values(types), this.condition(), op('br_if', depth), types.map(() => op('drop'))];
  }

  #cases(): Code {
    const count = 1 + this.random.below(4);
    const targets = Array.from({ length: 1 + this.random.below(9) }, () => this.random.below(count));
    const around = (left: number): Code =>
      left === 0
        ? [this.value('i32'), op('br_table', targets)]
        : [op('block'), this.labelled([], () => around(left - 1)), op('end'), left < count ? this.statement() : []];
    return around(count);
  }

  /** Runs `make` in a place that `turns` reaches of the current one are counted for; gives code that starts and checks the counter. */
  #counted(make: (start: Code, isOver: Code) => Code): Code | undefined {
    const turns = 1 + this.random.below(5);
    if (this.turns * turns > MAX_TURNS) return undefined;
    const counter = this.locals.push('i32') - 1;
    const outside = this.turns;
    this.turns *= turns + 1;
    const fall = [op('local.get', counter), constant('i32', 1), op('i32.sub'), op('local.tee', counter)];
    const code = make([constant('i32', turns), op('local.set', counter)], [fall, constant('i32', 0), op('i32.lt_s')]);
    this.turns = outside;
    return code;
  }

  /** A loop of at most a few turns, whatever its body does: its counter falls first thing in every turn. */
  #loop(): Code | undefined {
    return this.#counted((start, isOver) => {
      const body = this.labelled([], () => this.inside([]));
      return [
        start,
        this.random.oneIn(3) ? this.#sum() : [],
        op('block'),
        op('loop'),
        isOver,
        op('br_if', 1),
        body,
        op('br', 0),
        op('end'),
        op('end'),
      ];
    });
  }

  /** A sum of pairs: two instructions that the carry ties together. */
  #sum(): Code {
    const name = this.random.pick(['i64.add', 'i64.sub']);
    return [this.value('i64'), this.value('i64'), op(name), op('local.set', this.localOf('i64'))];
  }

  /** A block, loop or if by type index; its parameters go to locals. */
  #typed(): Code {
    const { random } = this;
    const index = random.below(this.around.blockTypes.length);
    const { params, results } = this.around.blockTypes[index] as BlockType;
    const receive = () => params.toReversed().map((type) => op('local.set', this.localOf(type)));
    const drop = results.map(() => op('drop'));
    const args = this.values(params);
    if (random.oneIn(3)) return [args, op('block', index), receive(), this.inside(results), op('end'), drop];
    if (random.oneIn(2)) {
      const condition = this.condition();
      const then = [receive(), this.inside(results)];
      const isWithoutElse = params.join() === results.join() && random.oneIn(2);
      const otherwise = isWithoutElse ? [] : [op('else'), receive(), this.inside(results)];
      return [args, condition, op('if', index), then, otherwise, op('end'), drop];
    }
    const loop = this.#counted((start, isOver) => {
      // Nothing but constants, which cannot branch to where the turns go on.
      const giveUp = (this.labels[0] ?? []).map((type) => constant(type, random.value(type)));
      const check = [isOver, op('if'), giveUp, op('return'), op('end')];
      return [start, args, op('loop', index), receive(), check, this.inside(results, params), op('end'), drop];
    });
    return loop ?? [args, params.map(() => op('drop'))];
  }

  #bulk(): Code {
    const within = (bytes: number): Code => [this.value('i32'), constant('i32', bytes - 1), op('i32.and')];
    const place = (): Code => [within(0x2000), constant('i32', MEMORY.origin), op('i32.add')];
    this.cost += this.turns * 400;
    return this.random.oneIn(2)
      ? [place(), place(), within(64), op('memory.copy', 0, 0)]
      : [place(), this.value('i32'), within(64), op('memory.fill', 0)];
  }
}
