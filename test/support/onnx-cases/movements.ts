import { type OnnxCase, one, x8, y8 } from './case.ts';

/** What moves elements and computes none. */
export const movements: readonly OnnxCase[] = [
  {
    what: 'axes and bounds as attributes, as operator sets before 13 have them',
    kinds: 'RESHAPE RESHAPE',
    build: (net) => {
      const squeezed = net.node('Squeeze', [net.input([2, 1, 5], x8)], { axes: [1] });
      return net.model(net.node('Unsqueeze', [squeezed], { axes: [0] }), [1, 2, 5], x8, 11);
    },
  },
  { what: 'Reshape', kinds: 'RESHAPE', build: one([2, 6, 2], [2, 12], 'Reshape', {}, x8, (net) => [net.ints(0, -1)]) },
  {
    what: 'Squeeze and Unsqueeze',
    kinds: 'RESHAPE RESHAPE',
    build: (net) =>
      net.model(
        net.node('Unsqueeze', [net.node('Squeeze', [net.input([2, 1, 5], x8), net.ints(1)]), net.ints(-1)]),
        [2, 5, 1],
        x8,
      ),
  },
  { what: 'Transpose', kinds: 'TRANSPOSE', build: one([2, 3, 4], [4, 2, 3], 'Transpose', { perm: [2, 0, 1] }) },
  {
    what: 'Pad',
    kinds: 'PAD',
    build: one([1, 2, 3, 3], [1, 2, 5, 6], 'Pad', {}, x8, (net) => [net.ints(0, 0, 1, 2, 0, 0, 1, 1)]),
  },
  {
    what: 'Pad with a number',
    kinds: 'PADV2',
    build: one([2, 3], [2, 5], 'Pad', {}, x8, (net) => [net.ints(0, 1, 0, 1), net.floats([], () => 0.5)]),
  },
  {
    what: 'Pad, reflected',
    kinds: 'MIRROR_PAD',
    build: one([3, 4], [5, 7], 'Pad', { mode: 'reflect' }, x8, (net) => [net.ints(1, 2, 1, 1)]),
  },
  {
    what: 'Slice',
    kinds: 'SLICE',
    build: one([1, 3, 6, 5], [1, 3, 3, 4], 'Slice', {}, x8, (net) => [
      net.ints(2, -4),
      net.ints(5, 100),
      net.ints(2, 3),
    ]),
  },
  {
    what: 'Slice with steps, one backwards',
    kinds: 'STRIDED_SLICE',
    build: one([5, 7], [5, 4], 'Slice', {}, x8, (net) => [
      net.ints(4, 0),
      net.ints(-100, 7),
      net.ints(0, 1),
      net.ints(-1, 2),
    ]),
  },
  {
    what: 'Split and Concat in other order',
    kinds: 'SLICE SLICE CONCATENATION',
    build: (net) => {
      const [a, b] = net.nodes('Split', [net.input([2, 7], x8), net.ints(3, 4)], 2, { axis: 1 }) as [string, string];
      return net.model(net.node('Concat', [b, a], { axis: 1 }), [2, 7], x8);
    },
  },
  {
    what: 'Concat of several scales and a constant, between convolutions',
    kinds: 'TRANSPOSE CONV_2D CONV_2D QUANTIZE QUANTIZE CONCATENATION TRANSPOSE',
    off: 2,
    build: (net) => {
      const x = net.input([1, 2, 4, 5], x8);
      const a = net.requantized(net.node('Conv', [x, net.weights([3, 2, 1, 1], [0.01])]), y8);
      const b = net.requantized(net.node('Conv', [x, net.weights([2, 2, 1, 1], [0.02])]), { scale: 0.3, zero: 0 });
      return net.model(net.node('Concat', [a, b, net.weights([1, 1, 4, 5], [0.1])], { axis: 1 }), [1, 6, 4, 5], {
        scale: 0.25,
        zero: 1,
      });
    },
  },
  {
    what: 'DepthToSpace',
    kinds: 'TRANSPOSE DEPTH_TO_SPACE TRANSPOSE',
    build: one([1, 8, 2, 3], [1, 2, 4, 6], 'DepthToSpace', { blocksize: 2 }),
  },
  {
    what: 'SpaceToDepth',
    kinds: 'TRANSPOSE SPACE_TO_DEPTH TRANSPOSE',
    build: one([1, 2, 4, 6], [1, 8, 2, 3], 'SpaceToDepth', { blocksize: 2 }),
  },
  {
    what: 'Resize, nearest',
    kinds: 'TRANSPOSE RESIZE_NEAREST_NEIGHBOR TRANSPOSE',
    build: one([1, 3, 2, 3], [1, 3, 4, 9], 'Resize', { mode: 'nearest' }, x8, (net) => ['', '', net.ints(1, 3, 4, 9)]),
  },
  {
    what: 'Resize, linear',
    kinds: 'TRANSPOSE RESIZE_BILINEAR TRANSPOSE',
    off: 1,
    build: one([1, 3, 2, 3], [1, 3, 4, 6], 'Resize', { mode: 'linear' }, x8, (net) => ['', '', net.ints(1, 3, 4, 6)]),
  },
  {
    what: 'Gather',
    kinds: 'GATHER',
    build: one([3, 5], [3, 2, 2], 'Gather', { axis: 1 }, x8, (net) => [
      net.constant({ dtype: 'int64', shape: [2, 2], values: [4, 0, 2, 2] }),
    ]),
  },
];
