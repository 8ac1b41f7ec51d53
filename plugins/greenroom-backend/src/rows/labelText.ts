import {
  boxesText,
  readBoxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import { identifier } from '@greenroom/dataset';
import { isDetection, type LabelledDataset } from '@greenroom/manifest';

/** Says how many boxes a picture has: it changes with the label. */
const BOX_COUNT = 'box_count';

/** How the label of a row is read as text. */
export type LabelText = {
  /** Of the label of a snapshot `t`, empty where there is none. */
  readonly sql: string;
  textOf(value: unknown): string;
  /** Columns that the label decides. */
  readonly columns: readonly string[];
};

/** Of pictures with boxes, all boxes in the form of `boxesText`. */
export function labelText(manifest: LabelledDataset): LabelText {
  const column = `t.${identifier(manifest.label)}`;
  if (!isDetection(manifest))
    return {
      sql: `coalesce(CAST(${column} AS VARCHAR), '')`,
      textOf: String,
      columns: [manifest.label],
    };
  return {
    sql: `coalesce(CAST(to_json(${column}) AS VARCHAR), '')`,
    textOf: value => {
      const boxes = readBoxesText(String(value));
      return boxes ? boxesText(boxes) : String(value);
    },
    columns: [manifest.label, BOX_COUNT],
  };
}
