import { printable, unsupported } from '../errors.ts';
import type { NodeProto } from './schema.ts';

/** Why one node cannot be translated. The importer collects them, so that all are named at once. */
export class Refusal extends Error {
  constructor(
    readonly reason: string,
    /** Whose fault it is, where that is not the node at which it showed. */
    readonly node?: NodeProto,
  ) {
    super(reason);
  }
}

const MAX_REASONS = 40;
const MAX_NAMES = 8;

/** A node by its name or, without one, by what it makes. */
const nameOf = ({ name, output }: NodeProto): string =>
  name ? `"${printable(name)}"` : `of "${printable(output[0] ?? '')}"`;

/** An operator by its type, with the domain where it is not ONNX's own. */
export const operatorName = ({ domain, opType }: Pick<NodeProto, 'domain' | 'opType'>): string =>
  printable(domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`);

/** What was refused so far: features of the file, and reasons with the nodes that they hold for. */
export class Refusals {
  readonly #features = new Set<string>();
  readonly #nodes = new Map<string, Set<NodeProto>>();

  feature(what: string): void {
    this.#features.add(what);
  }

  node(node: NodeProto, reason: string): void {
    const what = `${operatorName(node)}${reason ? `: ${reason}` : ''}`;
    const nodes = this.#nodes.get(what);
    if (nodes) nodes.add(node);
    else this.#nodes.set(what, new Set([node]));
  }

  /** @throws ToolError `UNSUPPORTED_OPERATOR` if anything was refused */
  throwIfAny(): void {
    const reasons = [...this.#nodes].map(([what, set]) => {
      const nodes = [...set];
      const names = nodes.slice(0, MAX_NAMES).map(nameOf).join(', ');
      return `${what} (${nodes.length > 1 ? 'nodes' : 'node'} ${names}${nodes.length > MAX_NAMES ? ', …' : ''})`;
    });
    const list = [...this.#features, ...reasons];
    if (list.length === 0) return;
    const more = list.length - MAX_REASONS;
    throw unsupported(more > 0 ? [...list.slice(0, MAX_REASONS), `and ${more} more`] : list);
  }
}
