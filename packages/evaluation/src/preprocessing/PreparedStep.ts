import type { Numbers } from '../session/InputBatch';

/** A cell as tables have it. */
export type InputValue = unknown;
export type InputRow = Readonly<Record<string, InputValue>>;

type Common = {
  /** Input of the model that is fed; the default one unless given. */
  readonly input?: string;
  /** Values a row. */
  readonly width: number;
  /** Of one row, where it is more than a list. */
  readonly shape?: readonly number[];
};

/** A step made ready: it writes what one row gives. */
export type PreparedStep = Common &
  (
    | {
        readonly kind: 'numbers';
        /** @throws Error naming the column of a value that does not fit */
        write(row: InputRow, out: Numbers, at: number): void;
      }
    /** Writes in its own time: pictures are decoded beside the thread that runs the model. */
    | {
        readonly kind: 'slow-numbers';
        write(row: InputRow, out: Numbers, at: number): Promise<void>;
      }
    | {
        readonly kind: 'texts';
        write(row: InputRow, out: string[], at: number): void;
      }
  );

/** Whether a cell holds nothing: an empty text is no value, as in a CSV file. */
export function isMissing(value: InputValue): value is null | undefined | '' {
  return value === null || value === undefined || value === '';
}

/** A cell for messages. */
export function cellText(value: InputValue): string {
  const text =
    typeof value === 'number' || typeof value === 'bigint'
      ? `"${value}"`
      : JSON.stringify(value) ?? String(value);
  return text.slice(0, 80);
}
