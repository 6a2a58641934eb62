import { type Code, constant, encodeModule, type FunctionSpec, op } from '../wasm-encoder.ts';
import { opcodes } from '../wasm-opcodes.ts';
import type { WasmRandom } from '../wasm-random.ts';

const PAGE = 0x1_0000;
/** Three addresses, an accumulator and a counter. */
const [A, B, C, SUM, COUNTER] = [0, 1, 2, 3, 4];
const addresses = [A, B, C];
const PARAMS = 3;
const MAX_DEPTH = 4;
const accesses = Object.entries(opcodes).filter(([name]) => /load|store/.test(name));
const naturalAlignment = (name: string): number => {
  const bits = /(8|16|32)(_[su])?$/.exec(name.slice(3))?.[1] ?? name.slice(1, 3);
  return Math.log2(Number(bits) / 8);
};

/** An integer of any type of value as one to store, and back. */
const fromSum: Readonly<Record<string, Code>> = {
  i32: [],
  i64: [op('i64.extend_i32_s'), constant('i64', 0x1_0001_0203n), op('i64.mul')],
  f32: op('f32.convert_i32_s'),
  f64: op('f64.convert_i32_s'),
};
const toWord: Readonly<Record<string, Code>> = {
  i32: [],
  i64: [op('i64.const', 0x9e37_79b9), op('i64.mul'), op('i64.const', 29), op('i64.shr_u'), op('i32.wrap_i64')],
  f32: op('i32.reinterpret_f32'),
  f64: [op('i64.reinterpret_f64'), op('i64.const', 31), op('i64.shr_u'), op('i32.wrap_i64')],
};

/** Functions that do little but reach into a memory that grows, often near its end, from the same addresses again and again. */
class BoundsGenerator {
  depth = 0;

  constructor(
    readonly random: WasmRandom,
    readonly callees: number,
  ) {}

  body(): Code {
    return [this.statements(12), op('local.get', SUM)];
  }

  statements(most: number): Code {
    return Array.from({ length: 1 + this.random.below(most) }, () => this.#statement());
  }

  #statement(): Code {
    const { random } = this;
    const choice = random.below(24);
    if (choice < 13 || this.depth >= MAX_DEPTH) return this.#access();
    if (choice < 15) return [this.#address(), op('local.set', random.pick(addresses))];
    if (choice < 18) return this.#nested();
    if (choice === 18) return [constant('i32', random.below(2)), op('memory.grow', 0), this.#add()];
    if (choice === 19) return [op('memory.size', 0), this.#add()];
    if (choice === 20) return this.#bulk();
    if (choice < 23 && this.callees > 0) {
      const args = addresses.map((address) => op('local.get', address));
      return [args, op('call', random.below(this.callees)), this.#add()];
    }
    return this.#access();
  }

  #add(): Code {
    return [op('local.get', SUM), op('i32.add'), op('local.set', SUM)];
  }

  #near(): number {
    const { random } = this;
    return random.oneIn(30)
      ? PAGE * (1 + random.below(3)) - random.below(12)
      : random.below(random.pick([4, 40, 5000]));
  }

  #address(): Code {
    const { random } = this;
    const local = op('local.get', random.pick(addresses));
    if (random.oneIn(8)) return constant('i32', this.#near());
    if (random.oneIn(4)) return [local, constant('i32', random.below(16)), op('i32.add')];
    return random.oneIn(12) ? [local, constant('i32', 0xffff), op('i32.and')] : local;
  }

  #access(): Code {
    const { random } = this;
    const [name] = random.pick(accesses);
    const type = name.slice(0, 3);
    const offset = random.oneIn(200) ? 0xffff_fff0 + random.below(16) : this.#near();
    const access = op(name, random.below(naturalAlignment(name) + 1), offset);
    if (name.includes('store')) return [this.#address(), op('local.get', SUM), fromSum[type] as Code, access];
    return [this.#address(), access, toWord[type] as Code, this.#add()];
  }

  #nested(): Code {
    const { random } = this;
    this.depth++;
    const condition = [
      op('local.get', random.pick([...addresses, SUM])),
      constant('i32', 1 << random.below(4)),
      op('i32.and'),
    ];
    const inner = () => this.statements(4);
    const turns = [op('local.get', COUNTER), constant('i32', 1), op('i32.add'), op('local.tee', COUNTER)];
    const code = random.pick<() => Code>([
      () => [condition, op('if'), inner(), random.oneIn(2) ? [op('else'), inner()] : [], op('end')],
      () => [op('block'), inner(), condition, op('br_if', 0), inner(), op('end')],
      () => [
        op('loop'),
        inner(),
        turns,
        constant('i32', 3 + random.below(9)),
        op('i32.lt_s'),
        op('br_if', 0),
        op('end'),
      ],
    ])();
    this.depth--;
    return code;
  }

  #bulk(): Code {
    const length = constant('i32', this.random.below(40));
    return this.random.oneIn(2)
      ? [this.#address(), op('local.get', SUM), length, op('memory.fill', 0)]
      : [this.#address(), this.#address(), length, op('memory.copy', 0, 0)];
  }
}

/** The same module for the same random numbers. */
export const boundsModule = (random: WasmRandom): Uint8Array => {
  const functions = Array.from({ length: 1 + random.below(3) }, (_, at): FunctionSpec => {
    const generator = new BoundsGenerator(random, at);
    return { params: new Array(PARAMS).fill('i32'), results: ['i32'], locals: ['i32', 'i32'], body: generator.body() };
  });
  const min = 1 + random.below(2);
  return encodeModule({ functions, memory: { min, max: min + random.below(3) } });
};

/** An address: small, at the end of a page, or beyond all of them. */
export const edgeAddress = (random: WasmRandom): number =>
  random.oneIn(12)
    ? random.next() | 0
    : random.oneIn(3)
      ? PAGE * (1 + random.below(4)) - random.below(40)
      : random.below(random.pick([16, 300, 40_000]));
