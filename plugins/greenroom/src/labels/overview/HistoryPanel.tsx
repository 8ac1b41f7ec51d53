import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  LabelHistory,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { CommitLink } from '../../components/CommitLink';
import { Disclosure } from '../../components/Disclosure';
import { Figure } from '../../components/Figure';
import { count, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { TrendPicture } from '../../components/TrendPicture';
import { useAnswer } from '../../components/useAnswer';
import { When } from '../../components/When';
import rowStyles from '../../components/rows.module.css';

/** How the labels fared from commit to commit. */
export function HistoryPanel(props: {
  asset: AssetDetail;
  /** The version looked at, which stands out. */
  versionId: string;
}) {
  const { asset, versionId } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getLabelHistory(asset.id),
    [api, asset.id],
  );
  return (
    <Answered answer={answer} what="how the labels fared" lines={4}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Panel title={historyFinding(items)}>
            <TrendPicture
              name="Labels that look right"
              versions={items.map(
                ({ semver, commit }) => semver ?? commit.sha.slice(0, 7),
              )}
              lines={[
                {
                  line: 'solid',
                  figures: items.map(({ labelsOk }) => labelsOk),
                },
              ]}
              current={items.findIndex(each => each.versionId === versionId)}
            />
            <Disclosure summary="The same as a table">
              <HistoryTable items={items} versionId={versionId} />
            </Disclosure>
          </Panel>
        )
      }
    </Answered>
  );
}

/** "Labels that look right went from 97.1 % to 99.0 % over 4 versions". */
export function historyFinding(items: LabelHistory['items']): string {
  const [first] = items;
  const last = items[items.length - 1];
  const to = quantity(last.labelsOk.value, 'percent');
  if (items.length === 1)
    return `${to} of the labels look right in the one version that was judged`;
  const from = quantity(first.labelsOk.value, 'percent');
  return from === to
    ? `Labels that look right stayed at ${to} over ${items.length} versions`
    : `Labels that look right went from ${from} to ${to} over ${items.length} versions`;
}

function HistoryTable(props: {
  items: LabelHistory['items'];
  versionId: string;
}) {
  const { items, versionId } = props;
  return (
    <ScrollRegion name="Labels over versions as a table">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">version</th>
            <th scope="col">commit</th>
            <th scope="col" className={rowStyles.number}>
              rows
            </th>
            <th scope="col" className={rowStyles.number}>
              doubtful
            </th>
            <th scope="col" className={rowStyles.number}>
              look right
            </th>
            <th scope="col" className={rowStyles.number}>
              wrong, by audit
            </th>
          </tr>
        </thead>
        <tbody>
          {[...items].reverse().map(item => (
            <tr
              key={item.versionId}
              aria-current={item.versionId === versionId ? 'true' : undefined}
            >
              <th scope="row">{item.semver ?? 'no number'}</th>
              <td>
                <CommitLink commit={item.commit} /> {item.commit.author},{' '}
                <When at={item.commit.date} />
              </td>
              <td className={rowStyles.number}>{count(item.rows)}</td>
              <td className={rowStyles.number}>{count(item.issues)}</td>
              <td className={rowStyles.number}>
                <Figure figure={item.labelsOk} brief />
              </td>
              <td className={rowStyles.number}>
                {item.noise ? (
                  <Figure figure={item.noise} brief />
                ) : (
                  'not audited'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
