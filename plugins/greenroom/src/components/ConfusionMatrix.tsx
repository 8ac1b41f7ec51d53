import type { Confusion } from '@greenroom/backstage-plugin-greenroom-common';
import { HeatMap } from './HeatMap';
import { plural } from './numbers';

export type ConfusionCell = { given: string; predicted: string };

/** Given labels down, predicted across; a cell filters. */
export function ConfusionMatrix(props: {
  confusion: Confusion;
  picked?: ConfusionCell;
  /** Called with the cell, or undefined when the picked cell is pressed again. */
  onPick: (cell: ConfusionCell | undefined) => void;
}) {
  const { confusion, picked, onPick } = props;
  const { classes, counts } = confusion;
  return (
    <HeatMap
      caption="Given label down, predicted label across; a cell filters the rows"
      rows={classes}
      columns={classes}
      counts={counts}
      describe={({ row, column }, rows) =>
        `given ${row}, predicted ${column}: ${plural(rows, 'row')}`
      }
      picked={picked && { row: picked.given, column: picked.predicted }}
      onPick={cell =>
        onPick(cell && { given: cell.row, predicted: cell.column })
      }
    />
  );
}
