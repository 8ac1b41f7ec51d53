import type { Confusion } from '@greenroom/backstage-plugin-greenroom-common';
import { ConfusionMatrix } from '../components/ConfusionMatrix';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import type { ErrorScene } from './errorScene';

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

/** Which class is taken for which, of the rows the filter leaves; a cell filters everything else. */
export function ConfusionPanel(props: {
  scene: ErrorScene;
  confusion: Confusion;
}) {
  const { scene, confusion } = props;
  const { given, predicted } = scene.selection;
  return (
    <Panel title={confusionFinding(confusion)}>
      <ConfusionMatrix
        confusion={confusion}
        picked={
          given !== undefined && predicted !== undefined
            ? { given, predicted }
            : undefined
        }
        onPick={cell =>
          scene.select({ given: cell?.given, predicted: cell?.predicted })
        }
      />
    </Panel>
  );
}
