type Values = Float32Array | Float64Array;

/** Points of which each row has a nearest. */
export class Centres {
  private constructor(
    readonly count: number,
    readonly columns: number,
    /** count x columns. */
    private readonly coordinates: Float64Array,
  ) {}

  static of(points: readonly Values[], columns: number): Centres {
    const coordinates = new Float64Array(points.length * columns);
    points.forEach((point, i) => coordinates.set(point, i * columns));
    return new Centres(points.length, columns, coordinates);
  }

  /** By Euclid's distance; the first of those equally near. */
  nearest(row: Values): { readonly centre: number; readonly squared: number } {
    const { coordinates, columns, count } = this;
    let centre = 0;
    let squared = Infinity;
    for (let i = 0; i < count; i++) {
      let sum = 0;
      const from = i * columns;
      for (let c = 0; c < columns; c++) {
        const difference = row[c] - coordinates[from + c];
        sum += difference * difference;
        // What is further already cannot be nearest.
        if (sum >= squared) break;
      }
      if (sum < squared) [centre, squared] = [i, sum];
    }
    return { centre, squared };
  }
}
