import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  CardReport,
} from '@greenroom/backstage-plugin-greenroom-common';
import { PutState } from '../changes/PutState';
import { usePutEntry } from '../changes/usePutEntry';
import styles from './cards.module.css';

/** Puts what was measured into the card, by way of the basket. */
export function Regenerate(props: { asset: AssetDetail; report: CardReport }) {
  const { asset, report } = props;
  const basket = usePutEntry(asset.id);
  if (!asset.allowed.includes('propose') || report.regenerated.length === 0)
    return null;
  const wrong = report.claims.filter(
    ({ status, evidence }) =>
      evidence && (status === 'stale' || status === 'contradicted'),
  ).length;
  return (
    <div className={styles.regenerate}>
      <Button
        size="small"
        variant="secondary"
        onPress={() =>
          basket.put(
            report.regenerated.map(({ section, from, to }) => ({
              kind: 'card',
              key: `card ${section}`,
              section,
              from,
              to,
              reason: 'Figures as they are measured, tied to their runs',
            })),
          )
        }
      >
        {wrong > 0
          ? 'Correct figures in a pull request'
          : 'Tie figures to their runs'}
      </Button>
      <PutState of={basket} entityRef={asset.entityRef} />
    </div>
  );
}
