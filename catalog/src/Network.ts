import { drawing } from './draw';

/** Rows with their numbers that are not nought. */
export type SparseRows = {
  readonly width: number;
  readonly rows: readonly {
    readonly at: Int32Array;
    readonly values: Float32Array;
  }[];
};

/** @param matrix - n x width, row-major */
export function toSparse(matrix: Float32Array, width: number): SparseRows {
  const n = matrix.length / width;
  return {
    width,
    rows: Array.from({ length: n }, (_, i) => {
      const at: number[] = [];
      for (let f = 0; f < width; f++)
        if (matrix[i * width + f] !== 0) at.push(f);
      return {
        at: Int32Array.from(at),
        values: Float32Array.from(at, f => matrix[i * width + f]),
      };
    }),
  };
}

export type TrainingPlan = {
  /** Units between inputs and classes; 0 is softmax regression. */
  readonly hidden: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: string;
};

const BATCH_ROWS = 32;
/** Kingma and Ba (2015), the defaults. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** A layer: inputs x units weights, row-major by input, and a bias a unit. */
class Layer {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly #moments: Float32Array;
  readonly #squares: Float32Array;
  readonly gradient: Float32Array;

  constructor(
    readonly inputs: number,
    readonly units: number,
    random: () => number,
  ) {
    const size = (inputs + 1) * units;
    const all = new Float32Array(size);
    const spread = Math.sqrt(6 / (inputs + units));
    for (let i = 0; i < inputs * units; i++)
      all[i] = (2 * random() - 1) * spread;
    this.weights = all.subarray(0, inputs * units);
    this.bias = all.subarray(inputs * units);
    this.gradient = new Float32Array(size);
    this.#moments = new Float32Array(size);
    this.#squares = new Float32Array(size);
    this.#all = all;
  }

  readonly #all: Float32Array;

  /** One step of Adam on the gradient, which is then nought again. */
  step(rate: number, rows: number, count: number): void {
    const { gradient } = this;
    const correct1 = 1 - ADAM.beta1 ** count;
    const correct2 = 1 - ADAM.beta2 ** count;
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i] / rows;
      const moment = ADAM.beta1 * this.#moments[i] + (1 - ADAM.beta1) * g;
      const square = ADAM.beta2 * this.#squares[i] + (1 - ADAM.beta2) * g * g;
      this.#moments[i] = moment;
      this.#squares[i] = square;
      this.#all[i] -=
        (rate * (moment / correct1)) /
        (Math.sqrt(square / correct2) + ADAM.epsilon);
      gradient[i] = 0;
    }
  }
}

/** Softmax regression, or a network with one hidden layer of rectified units. */
export class Network {
  readonly layers: readonly Layer[];

  private constructor(
    readonly inputs: number,
    readonly hidden: number,
    readonly classes: number,
    random: () => number,
  ) {
    this.layers =
      hidden === 0
        ? [new Layer(inputs, classes, random)]
        : [
            new Layer(inputs, hidden, random),
            new Layer(hidden, classes, random),
          ];
  }

  /** Trains on the given rows; the same plan and rows give the same network. */
  static train(
    data: SparseRows,
    labels: Int32Array,
    rows: readonly number[],
    classes: number,
    plan: TrainingPlan,
  ): Network {
    const random = drawing('training', plan.seed);
    const network = new Network(data.width, plan.hidden, classes, random);
    const order = [...rows];
    let count = 0;
    for (let epoch = 0; epoch < plan.epochs; epoch++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
      }
      const rate = plan.learningRate * (1 - (0.9 * epoch) / plan.epochs);
      for (let start = 0; start < order.length; start += BATCH_ROWS) {
        const batch = order.slice(start, start + BATCH_ROWS);
        for (const row of batch) network.#backward(data, row, labels[row]);
        count++;
        for (const layer of network.layers)
          layer.step(rate, batch.length, count);
      }
    }
    return network;
  }

  /** Probabilities of the classes for one row. */
  predict(data: SparseRows, row: number): Float64Array {
    return this.#forward(data, row).p;
  }

  #forward(data: SparseRows, row: number) {
    const { at, values } = data.rows[row];
    const first = this.layers[0];
    const sums = Float32Array.from(first.bias);
    for (let i = 0; i < at.length; i++) {
      const base = at[i] * first.units;
      const value = values[i];
      for (let u = 0; u < first.units; u++)
        sums[u] += first.weights[base + u] * value;
    }
    if (this.hidden === 0) return { hidden: undefined, p: softmax(sums) };
    const hidden = sums.map(sum => Math.max(0, sum));
    const last = this.layers[1];
    const logits = Float32Array.from(last.bias);
    for (let h = 0; h < hidden.length; h++) {
      if (hidden[h] === 0) continue;
      for (let u = 0; u < last.units; u++)
        logits[u] += last.weights[h * last.units + u] * hidden[h];
    }
    return { hidden, p: softmax(logits) };
  }

  #backward(data: SparseRows, row: number, label: number): void {
    const { hidden, p } = this.#forward(data, row);
    const error = Float32Array.from(p);
    error[label] -= 1;
    if (!hidden) {
      addSparse(this.layers[0], data.rows[row], error);
      return;
    }
    const last = this.layers[1];
    const back = new Float32Array(hidden.length);
    for (let h = 0; h < hidden.length; h++) {
      if (hidden[h] === 0) continue;
      const base = h * last.units;
      for (let u = 0; u < last.units; u++) {
        last.gradient[base + u] += error[u] * hidden[h];
        back[h] += error[u] * last.weights[base + u];
      }
    }
    for (let u = 0; u < last.units; u++)
      last.gradient[last.inputs * last.units + u] += error[u];
    addSparse(this.layers[0], data.rows[row], back);
  }
}

function addSparse(
  layer: Layer,
  row: { readonly at: Int32Array; readonly values: Float32Array },
  error: Float32Array,
): void {
  const { units, gradient } = layer;
  for (let i = 0; i < row.at.length; i++) {
    const base = row.at[i] * units;
    const value = row.values[i];
    for (let u = 0; u < units; u++) gradient[base + u] += error[u] * value;
  }
  const base = layer.inputs * units;
  for (let u = 0; u < units; u++) gradient[base + u] += error[u];
}

function softmax(logits: Float32Array): Float64Array {
  const highest = logits.reduce(
    (max, value) => Math.max(max, value),
    -Infinity,
  );
  const p = Float64Array.from(logits, value => Math.exp(value - highest));
  const sum = p.reduce((total, value) => total + value, 0);
  return p.map(value => value / sum);
}
