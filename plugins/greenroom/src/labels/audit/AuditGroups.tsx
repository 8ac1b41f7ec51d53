import type { Audit } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';
import { Figure } from '../../components/Figure';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { FINDING_Q, groupsFinding } from './auditWords';
import rowStyles from '../../components/rows.module.css';
import labelStyles from '../labels.module.css';

/** Share of wrong labels by class, split, annotator, slice and commit, the surest first. */
export function AuditGroups(props: { groups: Audit['groups'] }) {
  const { groups } = props;
  if (groups.length === 0) return null;
  const surest = [...groups].sort(
    (a, b) =>
      (a.qValue ?? 1) - (b.qValue ?? 1) || b.noise.value - a.noise.value,
  );
  return (
    <Panel
      title={groupsFinding(groups)}
      note="q is the chance that a finding of this list is none, over all groups at once (Benjamini and Hochberg 1995)."
    >
      <ScrollRegion name="Wrong labels by group" className={labelStyles.tall}>
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">by</th>
              <th scope="col">group</th>
              <th scope="col" className={rowStyles.number}>
                wrong
              </th>
              <th scope="col" className={rowStyles.number}>
                q
              </th>
              <th scope="col">against the rest</th>
            </tr>
          </thead>
          <tbody>
            {surest.map(({ by, name, noise, qValue }) => (
              <tr key={JSON.stringify([by, name])}>
                <td>{by}</td>
                <th scope="row">{labelName(name)}</th>
                <td className={rowStyles.number}>
                  <Figure figure={noise} />
                </td>
                <td className={rowStyles.number}>
                  {qValue === undefined ? '' : qValue.toPrecision(2)}
                </td>
                <td>
                  {qValue !== undefined && qValue < FINDING_Q
                    ? 'differs'
                    : 'no more than chance'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
