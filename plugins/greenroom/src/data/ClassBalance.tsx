import { useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count, share } from '../components/numbers';
import { Panel } from '../components/Panel';
import { ScrollRegion } from '../components/ScrollRegion';
import { useAddress } from '../components/useAddress';
import { balanceFinding, classTable } from './classTable';
import { NO_VIEW_PARAMS } from './dataViews';
import figureStyles from '../components/figures.module.css';
import rowStyles from '../components/rows.module.css';
import styles from './data.module.css';

const FIRST_CLASSES = 20;

/** How often each label stands in each split; a cell leads to its rows. */
export function ClassBalance(props: {
  asset: AssetDetail;
  splits: VersionProfile['splits'];
}) {
  const { asset, splits } = props;
  const [, goTo] = useAddress();
  const [all, setAll] = useState(false);
  const nameOf = (role: 'label' | 'split') =>
    asset.columns?.find(column => column.role === role)?.name;
  const label = nameOf('label');
  const split = nameOf('split');
  const lines = classTable(splits, asset.classes);
  const shown = all ? lines : lines.slice(0, FIRST_CLASSES);
  const open = (value: string, of: string) => {
    if (!label) return;
    const equals: Record<string, string> = { [label]: value };
    if (split && of !== '') equals[split] = of;
    goTo({
      selection: { filter: { equals } },
      params: { ...NO_VIEW_PARAMS, view: 'rows' },
    });
  };
  return (
    <Panel title={balanceFinding(lines)}>
      <ScrollRegion name="Classes by split">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">{label ?? 'label'}</th>
              {splits.map(({ name, rows }) => (
                <th key={name} scope="col" className={rowStyles.number}>
                  {name === '' ? 'all rows' : name}{' '}
                  <span className={styles.muted}>n {count(rows)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(line => (
              <tr key={line.label}>
                <th scope="row">{line.label === '' ? 'none' : line.label}</th>
                {splits.map(({ name, rows }, index) => (
                  <td key={name} className={rowStyles.number}>
                    <button
                      type="button"
                      className={styles.balance}
                      onClick={() => open(line.label, name)}
                    >
                      <span
                        className={styles.balanceBar}
                        aria-hidden="true"
                        style={{
                          width: `${
                            rows === 0
                              ? 0
                              : (line.counts[index] / rows / line.most) * 100
                          }%`,
                        }}
                      />
                      <span className={figureStyles.hidden}>
                        {line.label} in {name === '' ? 'all rows' : name}, show
                        the rows:
                      </span>{' '}
                      <span>{count(line.counts[index])}</span>{' '}
                      <span className={styles.muted}>
                        {share(line.counts[index], rows)}
                      </span>
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {shown.length < lines.length ? (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show all ${count(lines.length)} classes`}
        </Button>
      ) : null}
    </Panel>
  );
}
