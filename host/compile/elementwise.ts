import type { Tensor } from '../model/graph.ts';
import { elements } from '../model/shapes.ts';
import type { Constants } from './constants.ts';
import { elementType } from './element-type.ts';
import type { Lowered } from './operators/spec.ts';

interface Kernel {
  readonly name: string;
  /** What it is generic in, as the tensors have it. */
  readonly types?: readonly Tensor[];
  readonly constants: Constants;
}

/** An operator that takes element after element: `kernel(x, y, elements, constants)`. */
export const lowerElementwise = (x: Tensor, { name, types = [], constants }: Kernel): Lowered => {
  const generic = types.length > 0 ? `<${types.map(({ dtype }) => elementType(dtype)).join(', ')}>` : '';
  return {
    kernel: name,
    constants: constants.finish(),
    scratchBytes: 0,
    order: 'elements',
    emit: ({ inputs, output, constants: at }) =>
      `${name}${generic}(${inputs[0]}, ${output}, ${elements(x.shape)}, ${at});`,
  };
};
