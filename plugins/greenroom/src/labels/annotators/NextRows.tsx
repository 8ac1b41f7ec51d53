import { Link } from 'react-router-dom';
import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { Thumbnail, ThumbnailsProvider } from '../../components/Thumbnail';
import type { LabelViewProps } from '../labelView';
import { showsPictures } from '../showsPictures';
import { useRowHref } from '../useRowHref';
import rowStyles from '../../components/rows.module.css';
import styles from '../labels.module.css';

/** Rows for which one more label would tell most. */
export function NextRows(
  props: LabelViewProps & { rows: NonNullable<Annotators['next']> },
) {
  const { asset, version, rows } = props;
  const rowHref = useRowHref(asset, version);
  const pictures = showsPictures(asset);
  return (
    <Panel
      title={`Label these ${plural(rows.length, 'row')} next`}
      note="One more label on them would tell most; the lower the score, the sooner (ActiveLab, Goh and Mueller 2023)."
    >
      <ThumbnailsProvider versionId={version.id}>
        <ScrollRegion name="Rows to label next" className={styles.tall}>
          <table className={rowStyles.table}>
            <thead>
              <tr>
                {pictures ? <th scope="col">picture</th> : null}
                <th scope="col">row</th>
                <th scope="col" className={rowStyles.number}>
                  labels now
                </th>
                <th scope="col" className={rowStyles.number}>
                  score
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, score, labels }) => (
                <tr key={key}>
                  {pictures ? (
                    <td>
                      <Thumbnail rowKey={key} />
                    </td>
                  ) : null}
                  <th scope="row">
                    <Link className={styles.link} to={rowHref(key)}>
                      {key}
                    </Link>
                  </th>
                  <td className={rowStyles.number}>{count(labels)}</td>
                  <td className={rowStyles.number}>{score.toFixed(3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </ThumbnailsProvider>
    </Panel>
  );
}
