import { ExitCode, ToolError } from '../../errors.ts';
import type { FunctionType, ValueType, WasmFunction, WasmModule } from '../wasm/module.ts';
import { Reader } from '../wasm/reader.ts';
import { unsupported } from '../wasm/unsupported.ts';
import { branchByIndex } from './branch-table.ts';
import { FunctionBuilder } from './function-builder.ts';
import { intrinsic } from './intrinsics.ts';
import type { Block, SsaFunction, Value } from './ir.ts';
import { i32Binary, i32Compare, loads, stores } from './opcodes.ts';
import { wide } from './wide.ts';

/** A stack entry: one word, or the two of an i64. */
export interface Entry {
  readonly lo: Value;
  readonly hi?: Value;
}

interface Label {
  readonly target: Block;
  /** Slots through which a branch to this label passes its results. */
  readonly slots: readonly number[];
  readonly types: readonly ValueType[];
  readonly height: number;
  /** The block of `else` and the parameters that it starts with, while the `then` part is open. */
  otherwise?: { readonly block: Block; readonly params: readonly Entry[] } | undefined;
  readonly isLoop: boolean;
}

/** Until floats are translated. */
const checkIntegers = (types: readonly ValueType[]): void => {
  for (const type of types) if (type !== 'i32' && type !== 'i64') throw unsupported(`values of type ${type}`);
};

const words = (types: readonly ValueType[]): number => types.reduce((sum, type) => sum + (type === 'i64' ? 2 : 1), 0);

/** Names, constants and calls that a function body refers to. */
export interface ModuleContext {
  readonly module: WasmModule;
  readonly functionSymbol: (index: number) => string;
  readonly functionType: (index: number) => FunctionType;
  readonly globalSymbol: (index: number) => string;
}

/** Translates one WebAssembly function to static single assignment form. */
export const translate = (context: ModuleContext, index: number, body: WasmFunction): SsaFunction => {
  const symbol = context.functionSymbol(index);
  const b = new FunctionBuilder(symbol);
  const reader = new Reader(body.code);
  const stack: Entry[] = [];
  const labels: Label[] = [];
  let nextSlot = 0;

  /** As a power of two; bit 6 says that a memory's number follows, and there is only one memory. */
  const alignment = (): number => {
    const flags = reader.u32();
    if (flags & 64) reader.u32();
    return flags & 63;
  };
  const refuse = (opcode: number): never => {
    throw new ToolError(
      'AOT_UNSUPPORTED',
      ExitCode.Refused,
      `${symbol}: opcode 0x${opcode.toString(16).padStart(2, '0')} at code byte ${reader.at - 1}`,
      'The ahead-of-time compiler takes integer WebAssembly without tables, references or growth.',
    );
  };
  const newSlots = (types: readonly ValueType[]): number[] =>
    types.map((type) => {
      const slot = nextSlot;
      nextSlot += type === 'i64' ? 2 : 1;
      return slot;
    });
  if (body.type.results.length > 1) throw unsupported('functions with several results');
  const push = (lo: Value, hi?: Value) => stack.push(hi ? { lo, hi } : { lo });
  const floor = () => labels.at(-1)?.height ?? 0;
  // After an unconditional branch the stack is polymorphic: what is missing is never computed.
  const pop = (): Entry => (stack.length > floor() ? (stack.pop() as Entry) : { lo: b.constant(0), hi: b.constant(0) });
  const popWord = (): Value => pop().lo;
  const popWide = (): { lo: Value; hi: Value } => {
    const { lo, hi } = pop();
    return { lo, hi: hi ?? b.constant(0) };
  };

  const localTypes = [
    ...body.type.params,
    ...body.locals.flatMap(({ count, type }) => new Array<ValueType>(count).fill(type)),
  ];
  checkIntegers([...localTypes, ...body.type.results]);
  const localSlots = newSlots(localTypes);
  const writeSlot = (slot: number, type: ValueType | undefined, entry: Entry) => {
    b.write(slot, entry.lo);
    if (type === 'i64') b.write(slot + 1, entry.hi ?? b.constant(0));
  };
  const readSlot = (slot: number, type: ValueType | undefined): Entry =>
    type === 'i64' ? { lo: b.read(slot), hi: b.read(slot + 1) } : { lo: b.read(slot) };
  for (let word = 0; word < words(body.type.params); word++) b.write(word, b.value('param', [], word));
  const zero = b.constant(0);

  const blockType = (): FunctionType => {
    const at = reader.at;
    const code = reader.u8();
    if (code === 0x40) return { params: [], results: [] };
    if (code === 0x7f) return { params: [], results: ['i32'] };
    if (code === 0x7e) return { params: [], results: ['i64'] };
    reader.at = at;
    const type = context.module.types[reader.s32()] ?? reader.fail('block type does not exist');
    return type;
  };
  const popAll = (types: readonly ValueType[]): Entry[] => types.map(() => pop()).reverse();
  const open = (type: FunctionType, isLoop: boolean, otherwise?: Block): Label => {
    const types = isLoop ? type.params : type.results;
    // Taken off and put back: in unreachable code they may not be there yet.
    const params = popAll(type.params);
    const height = stack.length;
    stack.push(...params);
    return {
      target: b.block(),
      slots: newSlots(types),
      types,
      height,
      isLoop,
      otherwise: otherwise && { block: otherwise, params },
    };
  };
  const passTo = (label: Label, keep: boolean) => {
    const entries = popAll(label.types);
    label.slots.forEach((slot, at) => {
      writeSlot(slot, label.types[at], entries[at] as Entry);
    });
    if (keep) stack.push(...entries);
  };
  const labelAt = (depth: number): Label => labels.at(-1 - depth) ?? reader.fail('branch to no label');
  const startDead = () => {
    stack.length = Math.min(stack.length, floor());
    const dead = b.block();
    b.seal(dead);
    b.current = dead;
  };
  const jumpTo = (label: Label) => {
    passTo(label, false);
    b.end({ kind: 'jump', to: label.target });
  };
  const startAt = (label: Label) => {
    b.seal(label.target);
    b.current = label.target;
    stack.length = label.height;
    label.slots.forEach((slot, at) => {
      stack.push(readSlot(slot, label.types[at]));
    });
  };

  const call = (target: number) => {
    const type = context.functionType(target);
    const args = popAll(type.params);
    const argWords = args.flatMap(({ lo, hi }, at) => (type.params[at] === 'i64' ? [lo, hi ?? b.constant(0)] : [lo]));
    const imported = context.module.imports[target];
    const [result] = type.results;
    if (imported?.module === 'mcu') {
      const value = intrinsic(b, imported, argWords);
      if (result) push(value);
      return;
    }
    const value = b.value('call', argWords, words(type.results), context.functionSymbol(target));
    if (result) push(b.value('proj', [value], 0), result === 'i64' ? b.value('proj', [value], 1) : undefined);
  };

  const functionLabel: Label = {
    target: b.block(),
    slots: newSlots(body.type.results),
    types: body.type.results,
    height: 0,
    isLoop: false,
  };
  labels.push(functionLabel);

  const w = wide(b);
  while (labels.length > 0) {
    const opcode = reader.u8();
    const binary = i32Binary[opcode];
    const compare = i32Compare[opcode];
    const load = loads[opcode];
    const store = stores[opcode];
    if (binary) {
      const right = popWord();
      push(binary(b, popWord(), right));
    } else if (compare) {
      const right = popWord();
      push(b.value(compare, [popWord(), right]));
    } else if (load) {
      const align = alignment();
      const entry = w.load(load, popWord(), reader.u32(), align);
      push(entry.lo, entry.hi);
    } else if (store) {
      const align = alignment();
      const offset = reader.u32();
      const value = pop();
      w.store(store, popWord(), offset, align, value);
    } else if (w.takes(opcode)) {
      const right = w.isUnary(opcode) ? undefined : popWide();
      const left = w.takesWord(opcode) ? { lo: popWord(), hi: zero } : popWide();
      const entry = w.apply(opcode, left, right);
      push(entry.lo, entry.hi);
    } else {
      switch (opcode) {
        case 0x00:
          b.end({ kind: 'trap' });
          startDead();
          break;
        case 0x01:
          break;
        case 0x02:
          labels.push(open(blockType(), false));
          break;
        case 0x03: {
          const type = blockType();
          const label = open(type, true);
          passTo(label, false);
          b.end({ kind: 'jump', to: label.target });
          b.current = label.target;
          label.slots.forEach((slot, at) => {
            stack.push(readSlot(slot, label.types[at]));
          });
          labels.push(label);
          break;
        }
        case 0x04: {
          const condition = popWord();
          const type = blockType();
          const then = b.block();
          const otherwise = b.block();
          const label = open(type, false, otherwise);
          b.end({ kind: 'branch', condition, then, otherwise });
          b.seal(then);
          b.seal(otherwise);
          b.current = then;
          labels.push(label);
          break;
        }
        case 0x05: {
          const label = labelAt(0);
          const { otherwise } = label;
          if (!otherwise) return reader.fail('else without if');
          jumpTo(label);
          label.otherwise = undefined;
          stack.length = label.height;
          stack.push(...otherwise.params);
          b.current = otherwise.block;
          break;
        }
        case 0x0b: {
          const label = labelAt(0);
          if (label.isLoop) {
            b.seal(label.target);
            labels.pop();
            break;
          }
          jumpTo(label);
          if (label.otherwise) {
            b.current = label.otherwise.block;
            stack.push(...label.otherwise.params);
            jumpTo(label);
          }
          labels.pop();
          startAt(label);
          break;
        }
        case 0x0c:
          jumpTo(labelAt(reader.u32()));
          startDead();
          break;
        case 0x0d: {
          const condition = popWord();
          const label = labelAt(reader.u32());
          passTo(label, true);
          const next = b.block();
          b.end({ kind: 'branch', condition, then: label.target, otherwise: next });
          b.seal(next);
          b.current = next;
          break;
        }
        case 0x0e: {
          const index = popWord();
          const targets = Array.from({ length: reader.u32() + 1 }, () => labelAt(reader.u32()));
          for (const label of new Set(targets)) passTo(label, true);
          branchByIndex(
            b,
            index,
            targets.map(({ target }) => target),
          );
          startDead();
          break;
        }
        case 0x0f:
          jumpTo(functionLabel);
          startDead();
          break;
        case 0x10:
          call(reader.u32());
          break;
        case 0x1a:
          pop();
          break;
        case 0x1b:
        case 0x1c: {
          if (opcode === 0x1c) reader.take(reader.u32());
          const condition = popWord();
          const no = pop();
          const yes = pop();
          const lo = b.value('select', [condition, yes.lo, no.lo]);
          push(lo, yes.hi && no.hi ? b.value('select', [condition, yes.hi, no.hi]) : undefined);
          break;
        }
        case 0x20: {
          const local = reader.u32();
          const entry = readSlot(localSlots[local] as number, localTypes[local]);
          push(entry.lo, entry.hi);
          break;
        }
        case 0x21:
        case 0x22: {
          const local = reader.u32();
          const entry = pop();
          writeSlot(localSlots[local] as number, localTypes[local], entry);
          if (opcode === 0x22) stack.push(entry);
          break;
        }
        case 0x23: {
          const global = reader.u32();
          const { source, type } = context.module.globals[global] ?? reader.fail('global does not exist');
          const imported = 'import' in source && `${source.import.module}.${source.import.name}`;
          const address = b.value('symbol', [], 0, imported || context.globalSymbol(global));
          if (imported) push(address);
          else push(b.value('load32', [address]), type === 'i64' ? b.value('load32', [address], 4) : undefined);
          break;
        }
        case 0x24: {
          const global = reader.u32();
          const address = b.value('symbol', [], 0, context.globalSymbol(global));
          const entry = pop();
          b.value('store32', [address, entry.lo]);
          if (context.module.globals[global]?.type === 'i64') b.value('store32', [address, entry.hi ?? zero], 4);
          break;
        }
        case 0x3f:
          reader.u32();
          // A pointer is a native address: the memory is all that 32 bits reach, in pages of 64 KiB.
          push(b.constant(0x1_0000));
          break;
        case 0x41:
          push(b.constant(reader.s32()));
          break;
        case 0x42: {
          const value = reader.s64();
          push(b.constant(Number(BigInt.asIntN(32, value))), b.constant(Number(BigInt.asIntN(32, value >> 32n))));
          break;
        }
        case 0x45:
          push(b.value('eq', [popWord(), b.constant(0)]));
          break;
        case 0x67:
        case 0x68:
        case 0x69: {
          const name = { 103: 'rt.clz', 104: 'rt.ctz', 105: 'rt.popcnt' }[opcode];
          push(b.value('proj', [b.value('call', [popWord()], 1, name)], 0));
          break;
        }
        case 0xa7:
          push(popWide().lo);
          break;
        case 0xc0:
          push(b.value('extend8_s', [popWord()]));
          break;
        case 0xc1:
          push(b.value('extend16_s', [popWord()]));
          break;
        case 0xfc: {
          const sub = reader.u32();
          if (sub !== 10 && sub !== 11) refuse(opcode);
          for (let memories = sub === 10 ? 2 : 1; memories > 0; memories--) reader.u32();
          const length = popWord();
          const source = popWord();
          b.value('call', [popWord(), source, length], 0, sub === 10 ? 'rt.memmove' : 'rt.memset');
          break;
        }
        default:
          refuse(opcode);
      }
    }
  }
  const values = body.type.results.flatMap((type, at) => {
    const entry = stack[at] as Entry;
    return type === 'i64' ? [entry.lo, entry.hi as Value] : [entry.lo];
  });
  b.end({ kind: 'return', values });
  return b.finish(words(body.type.params), words(body.type.results));
};
