import { seededInput } from '../../host/run/seeded-input.ts';

/** The audio front end of micro_speech: 30 ms of sound to 40 features. */
export const frontEnd = 'audio_preprocessor_int8';
export const frontEndGolden = 'front-end.txt';

/** At 16 kHz: a frame is 30 ms, and begins 20 ms after the one before. */
const FRAME = 480;
const STEP = 320;
/** Samples of each kind of sound. */
const EACH = 1600;

type Sound = (at: number, noise: number) => number;

const wave = (at: number, period: number): number =>
  Math.abs(Math.floor(((at % period) * 65536) / period) - 32768) - 16384;

const silence: Sound = () => 0;

/** Whole numbers alone, so that every machine has the same. */
const sounds: readonly Sound[] = [
  silence,
  (_, noise) => noise >> 8,
  (at) => wave(at, 40),
  (_, noise) => noise,
  (at, noise) => (wave(at, 23) >> 2) + (noise >> 6),
  (at) => (at % 16 < 8 ? 32767 : -32768),
  (at) => (at % 500 === 0 ? 32767 : 0),
  silence,
];

/** Consecutive frames of sound, int16. */
export const frontEndFrames = (): Uint8Array[] => {
  const count = sounds.length * EACH;
  const noise = new Int16Array(seededInput(2 * count).buffer);
  const samples = Int16Array.from(noise, (value, at) => (sounds[Math.floor(at / EACH)] as Sound)(at, value));
  return Array.from({ length: Math.floor((count - FRAME) / STEP) + 1 }, (_, frame) => {
    const each = samples.slice(frame * STEP, frame * STEP + FRAME);
    return new Uint8Array(each.buffer);
  });
};

/** Features of each frame, a line of hexadecimal digits each, behind lines that say where they come from. */
export const formatFeatures = (provenance: readonly string[], features: readonly Uint8Array[]): string =>
  [...provenance.map((line) => `# ${line}`), ...features.map((bytes) => Buffer.from(bytes).toString('hex')), ''].join(
    '\n',
  );

export const parseFeatures = (text: string): Uint8Array[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new Uint8Array(Buffer.from(line, 'hex')));
