import { elements } from '../../../host/model/shapes.ts';
import { get, int, ints, type Reals, type Run, tabulate } from './tensor.ts';

export const gather: Run = ([x, indices], { attributes }) => {
  const [input, at] = [x as Reals, indices as Reals];
  const axis = int(attributes, 'axis', 0);
  return tabulate([...input.shape.slice(0, axis), ...at.shape, ...input.shape.slice(axis + 1)], (index) =>
    get(input, [
      ...index.slice(0, axis),
      get(at, index.slice(axis, axis + at.shape.length)),
      ...index.slice(axis + at.shape.length),
    ]),
  );
};

export const reshape: Run = ([x, shape]) => {
  const input = x as Reals;
  const extents = (shape as Reals).values.map((extent, axis) =>
    extent === 0 ? (input.shape[axis] as number) : extent,
  );
  const known = elements(extents.filter((extent) => extent !== -1));
  return {
    shape: extents.map((extent) => (extent === -1 ? elements(input.shape) / known : extent)),
    values: input.values,
  };
};

export const flatten: Run = ([x]) => {
  const { shape, values } = x as Reals;
  return { shape: [shape[0] as number, elements(shape.slice(1))], values };
};

export const squeeze: Run = ([x, axes], { attributes }) => {
  const { shape, values } = x as Reals;
  const gone = axes?.values ?? ints(attributes, 'axes', []);
  return { shape: shape.filter((_, axis) => !gone.includes(axis)), values };
};

export const unsqueeze: Run = ([x, axes], { attributes }) => {
  const { shape, values } = x as Reals;
  const result = [...shape];
  for (const axis of [...(axes?.values ?? ints(attributes, 'axes', []))].sort((a, b) => a - b))
    result.splice(axis, 0, 1);
  return { shape: result, values };
};
