import { readdirSync, readFileSync } from 'node:fs';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';

/** A matrix of floats: where each element lies, in elements. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Row-major, with as many columns; from `first` on. */
export const matrix = (values: Float32Array, columns: number): Matrix => ({
  values,
  rowStride: columns,
  columnStride: 1,
});

export const transposed = ({ values, rowStride, columnStride }: Matrix): Matrix => ({
  values,
  rowStride: columnStride,
  columnStride: rowStride,
});

/** Square windows without padding over one image [height, width, channels]. */
export interface Windows {
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly kernel: number;
  readonly stride: number;
}

/** What training spends its time on, in WebAssembly on vectors of float32, and the memory that it works in. */
export interface Engine {
  /** Zeros in the engine's memory, for good. */
  readonly floats: (length: number) => Float32Array;
  readonly doubles: (length: number) => Float64Array;
  /** c = a · b, or c += a · b; c is row-major [rows, columns], a has `depth` columns. All lie in the engine's memory. */
  readonly product: (c: Float32Array, a: Matrix, b: Matrix, size: ProductSize) => void;
  /** Windows of an image as rows [outHeight · outWidth, kernel · kernel · channels]. */
  readonly gather: (windows: Float32Array, image: Float32Array, of: Windows) => void;
  /** Adds rows of windows to the image that they are of. */
  readonly scatter: (windows: Float32Array, image: Float32Array, of: Windows) => void;
  /** Of each channel of a [rows, channels] the sum of a, and of a · b. */
  readonly moments: (
    sums: Float64Array,
    products: Float64Array,
    a: Float32Array,
    b: Float32Array,
    rows: number,
  ) => void;
  /** y = a · p + b · q + r; `factors` are p, q and r of each channel, [3, channels]. */
  readonly blend: (y: Float32Array, a: Float32Array, b: Float32Array, factors: Float32Array, rows: number) => void;
}

export interface ProductSize {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly adds?: boolean;
}

type Kernel = (...args: number[]) => void;
type Kernels = Readonly<Record<'product' | 'pack' | 'gather' | 'scatter' | 'moments' | 'blend', Kernel>>;

const PAGE_BYTES = 65_536;
/** asc takes it that nothing lies below. */
const LOW_MEMORY = 1024;
const ALIGN = 16;
const FLOAT = 4;
const DOUBLE = 8;
const PANEL = 8;
/** Of the largest b of a product. */
const PANEL_FLOATS = 2 ** 20;

const folder = new URL('./kernels/', import.meta.url);

const kernelModule = (): Promise<Uint8Array> => {
  const names = readdirSync(folder).sort();
  const files = Object.fromEntries(names.map((name) => [`train/${name}`, readFileSync(new URL(name, folder), 'utf8')]));
  const entry = names.map((name) => `export * from "./train/${name.replace('.ts', '')}";`).join('\n');
  return compileAssemblyScript({
    entry: 'train.ts',
    files: { ...files, 'train.ts': entry },
    flags: ['--enable', 'simd'],
  });
};

/** @param megabytes  of memory, all there is: views of a memory that grows are lost */
export const startEngine = async (megabytes: number): Promise<Engine> => {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((megabytes * 2 ** 20) / PAGE_BYTES) });
  const { instance } = await WebAssembly.instantiate(await kernelModule(), { env: { memory } });
  const kernels = instance.exports as unknown as Kernels;
  let next = LOW_MEMORY;
  const claim = (bytes: number): number => {
    const at = next;
    const end = Math.ceil((at + bytes) / ALIGN) * ALIGN;
    if (end > memory.buffer.byteLength) throw new RangeError(`${megabytes} MB of memory are not enough`);
    next = end;
    return at;
  };
  const floats = (length: number) => new Float32Array(memory.buffer, claim(length * FLOAT), length);
  const panels = floats(PANEL_FLOATS);
  const windowed =
    (kernel: 'gather' | 'scatter'): Engine['gather'] =>
    (windows, image, { width, channels, outHeight, outWidth, kernel: size, stride }) =>
      kernels[kernel](
        ...[windows.byteOffset, image.byteOffset, outHeight, outWidth, size],
        ...[size * channels, width * channels, stride * channels, stride * width * channels].map((n) => n * FLOAT),
      );
  return {
    floats,
    doubles: (length) => new Float64Array(memory.buffer, claim(length * DOUBLE), length),
    product: (c, a, b, { rows, columns, depth, adds = false }) => {
      if (Math.ceil(columns / PANEL) * PANEL * depth > PANEL_FLOATS)
        throw new RangeError(`a product of depth ${depth} with ${columns} columns is too large`);
      kernels.pack(
        ...[panels.byteOffset, b.values.byteOffset, b.rowStride * FLOAT, b.columnStride * FLOAT, depth, columns],
      );
      kernels.product(
        ...[c.byteOffset, a.values.byteOffset, a.rowStride * FLOAT, a.columnStride * FLOAT, panels.byteOffset],
        ...[rows, columns, depth, Number(adds)],
      );
    },
    gather: windowed('gather'),
    scatter: windowed('scatter'),
    moments: (sums, products, a, b, rows) => {
      sums.fill(0);
      products.fill(0);
      kernels.moments(sums.byteOffset, products.byteOffset, a.byteOffset, b.byteOffset, rows, sums.length);
    },
    blend: (y, a, b, factors, rows) =>
      kernels.blend(y.byteOffset, a.byteOffset, b.byteOffset, factors.byteOffset, rows, factors.length / 3),
  };
};
