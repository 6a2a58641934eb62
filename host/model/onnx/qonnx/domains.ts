import type { GraphProto } from '../schema.ts';

/** Names of one operator set: of the qonnx package, of FINN, of Brevitas in 2021. */
const domains = ['qonnx.custom_op.general', 'finn.custom_op.general', 'onnx.brevitas'] as const;

/** The names of an operator in all of them. */
export const qonnxTypes = (...names: readonly string[]): string[] =>
  domains.flatMap((domain) => names.map((name) => `${domain}.${name}`));

export const isQonnx = ({ node }: GraphProto): boolean =>
  node.some(({ domain }) => (domains as readonly string[]).includes(domain));
