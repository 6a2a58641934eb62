import type { Tensor } from '../graph.ts';
import type { OperatorRules } from './spec.ts';

const complaintAboutHandle = (tensor: Tensor): string | undefined =>
  tensor.dtype === 'resource' ? undefined : `a handle of type ${tensor.dtype}`;

/** Inputs and outputs. */
const arity = { VAR_HANDLE: [0, 1], READ_VARIABLE: [1, 1], ASSIGN_VARIABLE: [2, 0], CALL_ONCE: [0, 0] } as const;

/** What stands behind handles is for the whole graph to say; see `resources.ts`. */
export default {
  kinds: ['VAR_HANDLE', 'READ_VARIABLE', 'ASSIGN_VARIABLE', 'CALL_ONCE'],
  inputs: [0, 2],
  outputs: [0, 1],
  refusal: () => undefined,
  complaint: ({ kind, inputs, outputs }, { x, y }) => {
    const [nInputs, nOutputs] = arity[kind];
    if (inputs.length !== nInputs || outputs.length !== nOutputs || inputs.includes(-1))
      return `${inputs.length} inputs, ${outputs.length} outputs`;
    return kind === 'CALL_ONCE' ? undefined : complaintAboutHandle(kind === 'VAR_HANDLE' ? y : x);
  },
} satisfies OperatorRules<keyof typeof arity>;
