// One network in all runtimes, interleaved in this process; prints JSON: tsx tools/bench/node/measure.ts NAME TFLITE [ONNX]
import { importModel } from '../../../host/model/import-model.ts';
import { tensorBytes } from '../../../host/model/shapes.ts';
import { seededInput } from '../../../host/run/seeded-input.ts';
import { litert } from './litert.ts';
import { onnxruntime } from './onnxruntime.ts';
import { picojoule } from './picojoule.ts';
import type { Loaded } from './runtime.ts';
import { tfjsTflite } from './tfjs-tflite.ts';

/** What one runtime took and gave. */
export interface Measured {
  readonly name: string;
  /** Microseconds of processor time of one inference, a figure for each round. */
  readonly us: readonly number[];
  /** Output bytes of the compared records that differ from ours, and how many there are. */
  readonly differing: number;
  readonly outputBytes: number;
}

/** The first is ours. LiteRT comes last: it turns the process into half a browser. */
const runtimes = [picojoule, tfjsTflite, onnxruntime, litert];
const ROUNDS = 60;
/** A turn is this long, so that all of a round see the same machine. */
const TURN_US = 4000;
const WARM_UP_US = 1_500_000;
const RECORDS = 20;

const processorUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Inferences of a warm runtime that fill a turn. */
const turnOf = async ({ repeat }: Loaded, input: Uint8Array): Promise<number> => {
  const begin = process.hrtime.bigint();
  let count = 0;
  const elapsedUs = () => Number(process.hrtime.bigint() - begin) / 1000;
  let half = 0;
  while (elapsedUs() < WARM_UP_US) {
    await repeat(input, 20);
    count += 20;
    if (half === 0 && elapsedUs() > WARM_UP_US / 2) half = count;
  }
  return Math.max(1, Math.round(((count - half) * TURN_US) / (WARM_UP_US / 2)));
};

const [tflite = '', onnx] = process.argv.slice(2);
const graph = await importModel(tflite);
const bytes = graph.inputs.reduce(
  (sum, id) => sum + tensorBytes(graph.tensors[id] ?? { dtype: 'int8', shape: [0] }),
  0,
);
const records = Array.from({ length: RECORDS }, (_, seed) => seededInput(bytes, seed + 1));
const [first] = records as [Uint8Array];

interface Runner {
  readonly name: string;
  readonly loaded: Loaded;
  readonly turn: number;
  readonly outputs: readonly Uint8Array[];
  readonly us: number[];
}

const runners: Runner[] = [];
for (const { name, load } of runtimes) {
  const loaded = await load({ tflite, ...(onnx !== undefined && { onnx }) });
  if (!loaded) continue;
  const outputs: Uint8Array[] = [];
  for (const record of records) outputs.push((await loaded.infer(record)).slice());
  runners.push({ name, loaded, turn: await turnOf(loaded, first), outputs, us: [] });
}
for (let round = 0; round < ROUNDS; round++)
  for (const { loaded, turn, us } of runners) {
    const begin = processorUs();
    await loaded.repeat(first, turn);
    us.push((processorUs() - begin) / turn);
  }
const [ours] = runners as [Runner];
const results = runners.map(
  ({ name, us, outputs }): Measured => ({
    name,
    us,
    differing: outputs.reduce(
      (sum, output, record) => sum + output.filter((byte, at) => byte !== ours.outputs[record]?.[at]).length,
      0,
    ),
    outputBytes: outputs.reduce((sum, { length }) => sum + length, 0),
  }),
);
console.log(JSON.stringify(results));
// LiteRT leaves workers that nobody ends.
process.exit(0);
