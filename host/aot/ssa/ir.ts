import { isPureCall } from './support.ts';

/**
 * The compiler's intermediate form: static single assignment over 32-bit values. 64-bit WebAssembly values are pairs of these
 * from the moment they are built, floats are their bits; operations of several results give them through `proj`.
 */
export type Op =
  | 'const' // imm
  | 'symbol' // address of symbol + imm
  | 'param' // imm-th word of the arguments
  | 'phi' // one argument per predecessor, in order
  | 'proj' // imm-th result of a pair or call
  | BinaryOp
  | CompareOp
  | 'extend8_s'
  | 'extend16_s'
  | 'extend8_u'
  | 'extend16_u'
  | 'rev'
  | 'select' // condition, value if not 0, value if 0
  | 'less64_s' // a.lo, a.hi, b.lo, b.hi: 1 where a < b
  | 'less64_u'
  | 'add64' // pair: a.lo, a.hi, b.lo, b.hi
  | 'sub64'
  | LoadOp
  | StoreOp
  | 'call' // symbol, arguments in words; imm results in words: see convention.ts
  | 'call_indirect' // code address, then as `call`
  | 'call_address' // code address, no arguments
  | 'dsp' // symbol names a pure instruction, see dsp.ts
  | 'intrinsic' // symbol names it; volatile
  | 'trap_if'; // condition: where it is not 0 the module stops; imm is the trap's word, see assembly/shared/trap.ts

export type BinaryOp = 'add' | 'sub' | 'mul' | 'and' | 'or' | 'xor' | 'shl' | 'shr_s' | 'shr_u' | 'rotr';
export type CompareOp = 'eq' | 'ne' | 'lt_s' | 'lt_u' | 'gt_s' | 'gt_u' | 'le_s' | 'le_u' | 'ge_s' | 'ge_u';
/** address; imm is the byte offset */
export type LoadOp = 'load8_s' | 'load8_u' | 'load16_s' | 'load16_u' | 'load32';
/** address, value; imm is the byte offset */
export type StoreOp = 'store8' | 'store16' | 'store32';

export class Value {
  /** Set when this value turned out to be another one; `resolve` follows it. */
  forward: Value | undefined;
  symbol = '';
  /** Byte offset in the module of the instruction that asked for it; 0 where none did. */
  at = 0;
  /** Volatile accesses keep their place and are never merged or dropped. */
  isVolatile = false;
  /** Of a load or store: nobody promises that its address is a multiple of its width. */
  isMisaligned = false;

  constructor(
    readonly id: number,
    public op: Op,
    public args: Value[],
    public imm: number,
    public block: Block,
  ) {}
}

export const resolve = (value: Value): Value => {
  let target = value;
  while (target.forward) target = target.forward;
  return target;
};

/** Makes arguments that turned out to be other values those. */
export const resolveArgs = ({ args }: Value): void => {
  for (let at = 0; at < args.length; at++) if (args[at]?.forward) args[at] = resolve(args[at] as Value);
};

export type Terminator = (
  | { kind: 'jump'; to: Block }
  | { kind: 'branch'; condition: Value; then: Block; otherwise: Block }
  /** To the index-th entry; each block among them is entered from here alone. */
  | { kind: 'table'; index: Value; entries: Block[] }
  | { kind: 'return'; values: Value[] }
  /** With the word that tells of it in a sandboxed module. */
  | { kind: 'trap'; word?: number }
) & {
  /** As of values. */
  at?: number;
};

export class Block {
  phis: Value[] = [];
  body: Value[] = [];
  terminator: Terminator = { kind: 'trap' };
  predecessors: Block[] = [];
  /** Nesting depth of loops; 0 is outside all. */
  loopDepth = 0;

  constructor(readonly id: number) {}
}

export interface SsaFunction {
  readonly symbol: string;
  /** In words. */
  readonly parameters: number;
  readonly results: number;
  /** The trap of a call for which the stack has no room; none is looked for where it is absent. */
  readonly stackTrap?: number;
  readonly entry: Block;
  /** Reverse postorder, entry first. */
  blocks: Block[];
  nextId: number;
}

export const successors = ({ terminator }: Block): Block[] => {
  switch (terminator.kind) {
    case 'jump':
      return [terminator.to];
    case 'branch':
      return [terminator.then, terminator.otherwise];
    case 'table':
      return [...new Set(terminator.entries)];
    default:
      return [];
  }
};

/** The values a terminator reads. */
export const terminatorArgs = ({ terminator }: Block): Value[] => {
  switch (terminator.kind) {
    case 'branch':
      return [terminator.condition];
    case 'table':
      return [terminator.index];
    case 'return':
      return terminator.values;
    default:
      return [];
  }
};

export const mapTerminatorArgs = (block: Block, map: (value: Value) => Value): void => {
  const { terminator } = block;
  if (terminator.kind === 'branch') terminator.condition = map(terminator.condition);
  else if (terminator.kind === 'table') terminator.index = map(terminator.index);
  else if (terminator.kind === 'return') terminator.values = terminator.values.map(map);
};

const effects = new Set<Op>([
  ...(['store8', 'store16', 'store32'] as const),
  ...(['call', 'call_indirect', 'call_address', 'intrinsic', 'trap_if'] as const),
]);
export const hasEffect = (value: Value): boolean => (effects.has(value.op) && !isPureCall(value)) || value.isVolatile;
/** Memory may be another behind it. */
export const mayWrite = (value: Value): boolean => value.op !== 'trap_if' && hasEffect(value);
/** The same everywhere in a function, and made wherever it is needed. */
export const isConstant = ({ op }: Value): boolean => op === 'const' || op === 'symbol';
export const isLoad = (op: Op): op is LoadOp => op.startsWith('load');
export const isStore = (op: Op): op is StoreOp => op.startsWith('store');
