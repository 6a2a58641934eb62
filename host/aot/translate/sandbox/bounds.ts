import { Trap } from '../../../../assembly/shared/trap.ts';
import type { FunctionBuilder } from '../../ssa/function-builder.ts';
import type { Block, Value } from '../../ssa/ir.ts';
import type { Sandbox, SandboxMemory } from '../context.ts';
import type { Place } from '../memory.ts';
import type { Translation } from '../translation.ts';

// Bounds of the linear memory (core specification 4.4.7): an access of n bytes at address + offset, a sum of 33 bits, traps
// unless address + offset + n is at most the memory's size. With reach = offset + n, known here, that is address ≤ size - reach
// where size ≥ reach: no sum of the program's own that could wrap around.

/** Offsets up to here stay in the access, where all targets reach them; others join the memory's own address. */
const NEAR_BYTES = 32;
/** Linear memories begin at a multiple of it, as a power of two: addresses known here are known to be aligned. */
const MEMORY_ALIGNMENT = 4;

/** The memory's size in bytes: a number that is known, or a variable of the function that calls and growth set anew. */
export const memoryBytes = (t: Translation, { isFixed, minBytes }: SandboxMemory): Value =>
  isFixed ? t.b.constant(minBytes) : t.b.read(t.memorySlot);

/** Reads the memory's size: at the start of a function, and where it may have grown meanwhile. */
export const refreshMemory = (t: Translation): void => {
  if (!t.sandbox || t.sandbox.memory.isFixed) return;
  const at = t.b.value('symbol', [], 0, t.sandbox.memory.bytesSymbol);
  t.b.write(t.memorySlot, t.b.value('load32', [at]));
};

/** Addresses that were checked, and how far: memories never shrink, so that it holds in this block and in those that only it leads to. */
export class CheckedAddresses {
  readonly #reach = new Map<Block, Map<Value, number>>();

  constructor(readonly b: FunctionBuilder) {}

  covers(address: Value, reach: number): boolean {
    for (let block: Block | undefined = this.b.current; block; block = this.b.onlyWayTo(block))
      if ((this.#reach.get(block)?.get(address) ?? 0) >= reach) return true;
    return false;
  }

  add(address: Value, reach: number): void {
    const here = this.#reach.get(this.b.current) ?? new Map<Value, number>();
    this.#reach.set(this.b.current, here.set(address, reach));
  }
}

const checkConstant = (t: Translation, memory: SandboxMemory, end: number): void => {
  if (end <= memory.minBytes) return;
  const isNever = memory.isFixed || end > memory.maxBytes;
  const isShort = isNever ? t.b.constant(1) : t.b.value('lt_u', [memoryBytes(t, memory), t.b.constant(end)]);
  t.trapIf(isShort, Trap.MEMORY_BOUNDS);
};

const checkVariable = (t: Translation, memory: SandboxMemory, address: Value, reach: number): void => {
  checkConstant(t, memory, reach);
  const last = t.b.value('sub', [memoryBytes(t, memory), t.b.constant(reach)]);
  t.trapIf(t.b.value('gt_u', [address, last]), Trap.MEMORY_BOUNDS);
};

/** An access that is within the memory, as an address of the machine. */
export const checkedPlace = (
  t: Translation,
  { memory }: Sandbox,
  { address, offset, alignment }: Omit<Place, 'isMisaligned'>,
  bytes: number,
): Place => {
  const reach = offset + bytes;
  const constant = address.op === 'const' ? address.imm >>> 0 : undefined;
  if (constant !== undefined) checkConstant(t, memory, constant + reach);
  else if (!t.checked.covers(address, reach)) {
    checkVariable(t, memory, address, reach);
    t.checked.add(address, reach);
  }
  const unit = Math.min(bytes, 4);
  const isNear = reach <= NEAR_BYTES && offset % unit === 0 && constant === undefined;
  const base = t.b.value('symbol', [], isNear ? 0 : ((constant ?? 0) + offset) | 0, memory.symbol);
  if (constant === undefined)
    return { address: t.b.value('add', [address, base]), offset: isNear ? offset : 0, alignment, isMisaligned: true };
  const isAligned = (constant + offset) % unit === 0;
  return { address: base, offset: 0, alignment: isAligned ? MEMORY_ALIGNMENT : alignment, isMisaligned: !isAligned };
};
