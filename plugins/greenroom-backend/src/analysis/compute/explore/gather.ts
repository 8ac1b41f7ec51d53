/** The entries at these places, in their order. */
export function gather<Values extends Int32Array | Float64Array>(
  values: Values,
  places: Int32Array,
): Values {
  const gathered = new (values.constructor as new (length: number) => Values)(
    places.length,
  );
  for (let i = 0; i < places.length; i++) gathered[i] = values[places[i]];
  return gathered;
}
