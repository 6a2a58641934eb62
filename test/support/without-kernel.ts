import { ToolError } from '../../host/errors.ts';

/** The reason why a sound model cannot be imported yet: an operator that the graph knows and no kernel computes. */
export const withoutKernel = (importModel: () => unknown): string | undefined => {
  try {
    importModel();
    return undefined;
  } catch (error) {
    if (error instanceof ToolError && error.message.includes('for which there is no kernel')) return error.message;
    throw error;
  }
};
