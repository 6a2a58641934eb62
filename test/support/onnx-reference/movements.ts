import { get, int, ints, type Reals, type Run, sum, tabulate } from './tensor.ts';

export const transpose: Run = ([x], { attributes }) => {
  const input = x as Reals;
  const perm = ints(attributes, 'perm', [...input.shape.keys()].toReversed());
  return tabulate(
    perm.map((axis) => input.shape[axis] as number),
    (index) =>
      get(
        input,
        input.shape.map((_, axis) => index[perm.indexOf(axis)] as number),
      ),
  );
};

export const concat: Run = (parts, { attributes }) => {
  const first = parts[0] as Reals;
  const axis = (int(attributes, 'axis', 0) + first.shape.length) % first.shape.length;
  const extents = parts.map(({ shape }) => shape[axis] as number);
  return tabulate(
    first.shape.map((extent, at) => (at === axis ? sum(extents) : extent)),
    (index) => {
      let at = index[axis] as number;
      const part = parts.find((_, which) => {
        if (at < (extents[which] as number)) return true;
        at -= extents[which] as number;
        return false;
      });
      return get(
        part as Reals,
        index.map((own, other) => (other === axis ? at : own)),
      );
    },
  );
};

export const slice: Run = ([x, starts, ends, axes, steps]) => {
  const input = x as Reals;
  const rank = input.shape.length;
  const along = (axes?.values ?? starts?.values.map((_, axis) => axis) ?? []).map((axis) => (axis + rank) % rank);
  const picked = input.shape.map((extent, axis) => {
    const at = along.indexOf(axis);
    if (at === -1) return [...Array(extent).keys()];
    const step = steps?.values[at] ?? 1;
    const [start, end] = [starts?.values[at] as number, ends?.values[at] as number].map((place) =>
      place < 0 ? place + extent : place,
    );
    const list: number[] = [];
    for (
      let place = Math.max(0, Math.min(extent - 1, start as number));
      step > 0 ? place < (end as number) : place > (end as number);
      place += step
    )
      if (place >= 0 && place < extent) list.push(place);
      else break;
    return list;
  });
  return tabulate(
    picked.map((list) => list.length),
    (index) =>
      get(
        input,
        index.map((at, axis) => picked[axis]?.[at] as number),
      ),
  );
};

export const split: Run = ([x, sizes], { attributes, outputs }) => {
  const input = x as Reals;
  const axis = int(attributes, 'axis', 0);
  const extents = sizes?.values ?? outputs.map(() => (input.shape[axis] as number) / outputs.length);
  return extents.map((size, which) => {
    const start = sum(extents.slice(0, which));
    return tabulate(
      input.shape.map((extent, at) => (at === axis ? size : extent)),
      (index) =>
        get(
          input,
          index.map((own, at) => (at === axis ? own + start : own)),
        ),
    );
  });
};

export const pad: Run = ([x, pads, fill], { attributes }) => {
  const input = x as Reals;
  const rank = input.shape.length;
  const list = pads?.values ?? ints(attributes, 'pads', []);
  return tabulate(
    input.shape.map((extent, axis) => extent + (list[axis] as number) + (list[axis + rank] as number)),
    (index) => {
      const place = index.map((at, axis) => at - (list[axis] as number));
      const mirrored = place.map((at, axis) => {
        const last = (input.shape[axis] as number) - 1;
        return at < 0 ? -at : at > last ? 2 * last - at : at;
      });
      if (attributes?.['mode'] === 'reflect') return get(input, mirrored);
      return place.every((at, axis) => at >= 0 && at < (input.shape[axis] as number))
        ? get(input, place)
        : (fill?.values[0] ?? 0);
    },
  );
};
