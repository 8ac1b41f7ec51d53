import type {
  Confusion,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ConfusionMatrix } from '../components/ConfusionMatrix';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { RunRows, useCellPick } from '../evaluations/RunRows';

/** "4 is most often taken for 9 (12 rows)". */
export function confusionFinding({ classes, counts }: Confusion): string {
  let worst = { given: 0, predicted: 0, rows: 0 };
  counts.forEach((row, given) =>
    row.forEach((rows, predicted) => {
      if (given !== predicted && rows > worst.rows)
        worst = { given, predicted, rows };
    }),
  );
  if (worst.rows === 0) return 'No class is taken for another';
  return `${classes[worst.given]} taken for ${
    classes[worst.predicted]
  } is the most frequent error (${plural(worst.rows, 'row')})`;
}

/** Which class is taken for which; a cell filters the wrong rows below it. */
export function ErrorRows(props: { run: Run; confusion?: Confusion }) {
  const { run, confusion } = props;
  const [cell, pick] = useCellPick();
  return (
    <Panel
      title={confusion ? confusionFinding(confusion) : 'Rows it got wrong'}
    >
      {confusion ? (
        <ConfusionMatrix confusion={confusion} picked={cell} onPick={pick} />
      ) : null}
      <RunRows run={run} cell={cell} onClear={() => pick(undefined)} />
    </Panel>
  );
}
