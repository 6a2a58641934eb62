import { damaged, printable } from '../errors.ts';
import type { Constant } from './constant.ts';
import { readTensor } from './constant.ts';
import { Refusal } from './refusal.ts';
import type { AttributeProto, NodeProto } from './schema.ts';

/** AttributeProto.AttributeType. Files of the first versions leave it out. */
const types = { float: 1, int: 2, text: 3, tensor: 4, floats: 6, ints: 7 } as const;

const decoder = new TextDecoder();

/** A node's attributes by name. One that nobody asked for would change what the node means: it is refused. */
export class Attributes {
  readonly #left: Map<string, AttributeProto>;

  constructor({ attribute }: Pick<NodeProto, 'attribute'>) {
    this.#left = new Map(attribute.map((one) => [one.name, one]));
  }

  #take(name: string, type: keyof typeof types): AttributeProto | undefined {
    const found = this.#left.get(name);
    if (!found) return undefined;
    this.#left.delete(name);
    if (found.type !== 0 && found.type !== types[type]) throw damaged(`attribute "${name}" has type ${found.type}`);
    return found;
  }

  int(name: string): number | undefined;
  int(name: string, absent: number): number;
  int(name: string, absent?: number): number | undefined {
    return this.#take(name, 'int')?.i ?? absent;
  }

  float(name: string, absent: number): number {
    return this.#take(name, 'float')?.f ?? absent;
  }

  text(name: string, absent: string): string {
    const bytes = this.#take(name, 'text')?.s;
    return bytes ? printable(decoder.decode(bytes)) : absent;
  }

  ints(name: string): readonly number[] | undefined {
    return this.#take(name, 'ints')?.ints;
  }

  tensor(name: string): Constant | undefined {
    const proto = this.#take(name, 'tensor')?.t;
    return proto && readTensor(proto);
  }

  floats(name: string): readonly number[] | undefined {
    return this.#take(name, 'floats')?.floats;
  }

  /** Nobody asks for what it says, since it changes nothing here. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#left.delete(name);
  }

  /** @throws Refusal naming those that nobody asked for */
  refuseOthers(): void {
    const names = [...this.#left.keys()].map((name) => `"${printable(name)}"`);
    if (names.length > 0) throw new Refusal(`attribute ${names.join(', ')}`);
  }
}
