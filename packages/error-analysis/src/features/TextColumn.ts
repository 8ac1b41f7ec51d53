/** Texts as the places of their values; -1 is missing. */
export type TextColumn = {
  readonly codes: Int32Array;
  readonly values: readonly string[];
};

/** Takes the texts of a column as they come, and keeps each different one once. */
export class TextColumnBuilder {
  readonly #codes: Int32Array;
  readonly #places = new Map<string, number>();
  #count = 0;

  constructor(rows: number) {
    this.#codes = new Int32Array(rows);
  }

  add(value: string | null): void {
    let place = -1;
    if (value !== null) {
      place = this.#places.get(value) ?? this.#places.size;
      if (place === this.#places.size) this.#places.set(value, place);
    }
    this.#codes[this.#count++] = place;
  }

  finish(): TextColumn {
    return {
      codes: this.#codes.subarray(0, this.#count),
      values: [...this.#places.keys()],
    };
  }
}
