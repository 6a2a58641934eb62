import { Frame } from '../../assembly/shared/protocol.ts';
import { boards } from '../../boards/index.gen.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import { fromUf2, toUf2 } from '../../host/aot/format/uf2.ts';
import type { Image } from '../../host/aot/image.ts';
import { EmulatedPico } from '../../host/emulate/pico.ts';
import { Device } from '../../host/link/device.ts';
import { type InferenceResult, type LayerResult, parseLayer, parseResult } from '../../host/link/messages.ts';
import type { Transport } from '../../host/link/transport.ts';

export const picoEmulated: NamedBoard = { id: 'pico-emulated', ...boards['pico-emulated'] };
const RP2040_FAMILY = 0xe48b_ff56;
const SILENCE_MS = 60_000;

export interface TestBoard {
  readonly pico: EmulatedPico;
  readonly device: Device;
  /** What the firmware sent before the first request. */
  readonly banner: () => string;
  readonly transport: Transport;
  readonly stop: () => void;
}

/** An image on the emulated Pico, in this process and without a pseudo-terminal: through its UF2 and its boot block. */
export const startBoard = (image: Image, prepare: (pico: EmulatedPico) => void = () => undefined): TestBoard => {
  let listener: ((bytes: Uint8Array | undefined) => void) | undefined;
  let text = '';
  let sent: number[] = [];
  const flush = () => {
    const bytes = Uint8Array.from(sent);
    sent = [];
    if (listener) listener(bytes);
    else text += Buffer.from(bytes).toString('latin1');
  };
  const pico = new EmulatedPico({
    ...(picoEmulated.trigger && { triggerGpio: picoEmulated.trigger.gpio }),
    onSerial: (byte) => {
      if (sent.length === 0) setImmediate(flush);
      sent.push(byte);
    },
    onFault: (error) => {
      throw error;
    },
  });
  prepare(pico);
  pico.program(fromUf2(toUf2(image, RP2040_FAMILY)).blocks);
  if (!pico.boot()) throw new Error('the boot block was refused');
  pico.start();
  const transport: Transport = {
    write: async (bytes) => pico.sendSerial(bytes),
    onData: (callback) => {
      listener = callback;
    },
    close: async () => pico.stop(),
  };
  return {
    pico,
    device: new Device(transport, { timeoutMs: SILENCE_MS }),
    banner: () => text,
    transport,
    stop: () => pico.stop(),
  };
};

/** Loads the inputs, runs one inference with layer checksums, and reads the outputs back. */
export const inferOnBoard = async ({ device }: TestBoard, input: Uint8Array, outputBytes: number) => {
  await device.load(input);
  const layers: LayerResult[] = [];
  const results: InferenceResult[] = [];
  const done = await device.infer(
    { count: 1, warmup: 0, layers: true, crcs: true },
    {
      silenceMs: SILENCE_MS,
      onGap: ({ missing }) => {
        throw new Error(`${missing} frames lost`);
      },
      onFrame: ({ type, payload }) => {
        if (type === Frame.LAYER) layers.push(parseLayer(payload));
        if (type === Frame.RESULT) results.push(parseResult(payload));
      },
    },
  );
  return { layers, results, done, output: await device.read(0, 0, outputBytes) };
};
