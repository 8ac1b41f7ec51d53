import type { AuditSummary } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { When } from '../../components/When';
import { personName } from '../decisions/words';
import { betweenWords, designWords } from './auditWords';
import rowStyles from '../../components/rows.module.css';

/** The audits of a version, newest first; a press opens one. */
export function AuditList(props: {
  audits: readonly AuditSummary[];
  onOpen: (auditId: string) => void;
}) {
  const { audits, onOpen } = props;
  const newestFirst = [...audits].sort((a, b) => b.at.localeCompare(a.at));
  const open = audits.filter(({ decided, size }) => decided < size).length;
  return (
    <Panel
      title={
        open === 0
          ? `${plural(audits.length, 'audit')}, all decided`
          : `${plural(audits.length, 'audit')}, ${count(open)} to go on with`
      }
    >
      <ScrollRegion name="Audits">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">sample</th>
              <th scope="col">drawn</th>
              <th scope="col">by</th>
              <th scope="col" className={rowStyles.number}>
                decided
              </th>
              <th scope="col">labels that are wrong</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map(audit => (
              <tr key={audit.id}>
                <th scope="row">
                  <button
                    type="button"
                    className={rowStyles.open}
                    onClick={() => onOpen(audit.id)}
                  >
                    {plural(audit.size, 'row')}, {designWords(audit)}
                  </button>
                </th>
                <td>
                  <When at={audit.at} />
                </td>
                <td>{personName(audit.author)}</td>
                <td className={rowStyles.number}>
                  {count(audit.decided)} of {count(audit.size)}
                </td>
                <td>
                  {audit.noise ? betweenWords(audit.noise) : 'not known yet'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}
