import assert from 'node:assert/strict';
import { ToolError } from '../../host/errors.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';

/** The expected failure of importing a file; undefined if it is accepted. */
export const refusalOfFile = (bytes: Uint8Array): ToolError | undefined => {
  try {
    importTflite(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
};

/** Asserts how a graph is refused after it was written to a file. */
export const assertRefused = (graph: Graph, code: string, message: RegExp, remedy: RegExp): void => {
  const error = refusalOfFile(writeTflite(graph));
  assert.ok(error, 'it was accepted');
  assert.deepEqual([error.code, error.exitCode], [code, 9], error.message);
  assert.match(error.message, message);
  assert.match(error.remedy, remedy);
};
