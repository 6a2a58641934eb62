import assert from 'node:assert/strict';
import { decode } from '../../../host/aot/wasm/decode.ts';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';
import { WasmNode } from '../../support/wasm-node.ts';
import { WasmRandom } from '../../support/wasm-random.ts';
import { edges } from './edges.ts';
import { checkCalls, nativeModule, type Operation, operations } from './operations.ts';
import { anyOperands } from './random-operands.ts';

const count = Number(process.env['FLOAT_CASES'] ?? 5000);
const seed = Number(process.env['FLOAT_SEED'] ?? 8);

const allEdges = ({ params: [left, right] }: Operation) =>
  edges[left ?? 'i32'].flatMap((a) => (right ? edges[right].map((b) => [a, b]) : [[a]]));

describe("software floating point gives the bits of the engine's own, run in Node", () => {
  let wasm: Uint8Array;
  let machines: readonly [library: WasmNode, native: WasmNode];
  before(async () => {
    wasm = await compileAssemblyScript({ entry: 'arith/float.ts' });
    machines = [new WasmNode(wasm), new WasmNode(nativeModule())];
  });

  it('has every instruction that needs it, and nothing else', () => {
    const names = operations.map(({ name }) => name);
    assert.deepEqual(
      decode(wasm)
        .exports.map(({ name }) => name)
        .sort(),
      names.sort(),
    );
  });

  for (const operation of operations)
    it(`${operation.instruction}: edges, and ${count} random calls (seed ${seed})`, () => {
      const random = new WasmRandom(seed);
      checkCalls(operation, machines, allEdges(operation));
      checkCalls(
        operation,
        machines,
        Array.from({ length: count }, () => anyOperands(operation, random)),
      );
    });
});
