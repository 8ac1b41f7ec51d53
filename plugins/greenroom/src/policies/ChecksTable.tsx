import type {
  AssetDetail,
  PolicyCheck,
  StatedInGit,
  Waiver,
} from '@greenroom/backstage-plugin-greenroom-common';
import { standingOf } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { short } from '../components/Digest';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge } from '../components/StatusBadge';
import rowStyles from '../components/rows.module.css';
import stacked from '../components/stacked.module.css';
import { badgeOf, LEVEL_WORDS } from './policyWords';
import { Waive } from './Waive';
import styles from './policies.module.css';

/** Each rule with what it says, what that rests on, and where it is stated. */
export function ChecksTable(props: {
  asset: AssetDetail;
  checks: readonly PolicyCheck[];
}) {
  const { asset, checks } = props;
  return (
    <ScrollRegion name="Rules and what they say">
      <table className={`${rowStyles.table} ${stacked.stacked}`}>
        <thead>
          <tr>
            <th scope="col">rule</th>
            <th scope="col">says</th>
            <th scope="col">because</th>
            <th scope="col">stated in</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(check => (
            <Row key={check.rule.id} asset={asset} check={check} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ asset, check }: { asset: AssetDetail; check: PolicyCheck }) {
  const { rule, message, evidence, remedy, waivers } = check;
  const { tone, word } = badgeOf(check);
  return (
    <tr>
      <th scope="row" className={styles.rule}>
        <span className={styles.id}>{rule.id}</span>
        <span className={styles.muted}>{rule.title}</span>
      </th>
      <td>
        <StatusBadge status={word} tone={tone} />
      </td>
      <td className={styles.because}>
        <p>{message}</p>
        {remedy ? <p className={styles.muted}>{remedy}</p> : null}
        {evidence.length > 0 ? (
          <Disclosure summary={`Rests on ${plural(evidence.length, 'fact')}`}>
            <dl className={styles.evidence}>
              {evidence.map(({ what, value }, i) => (
                // eslint-disable-next-line react/no-array-index-key
                <div key={i}>
                  <dt>{what}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Disclosure>
        ) : null}
        {waivers.map(waiver => (
          <WaiverLine key={placeOf(waiver.stated)} waiver={waiver} />
        ))}
        {standingOf(check) === 'fail' ? (
          <Waive asset={asset} rule={rule} />
        ) : null}
      </td>
      <td className={styles.stated}>
        <Place stated={rule.stated} />
        <span className={styles.muted}>{LEVEL_WORDS[rule.level]}</span>
        {rule.tightens.map(({ level, stated }) => (
          <span key={level} className={styles.muted}>
            tightens that {LEVEL_WORDS[level]}, <Place stated={stated} />
          </span>
        ))}
      </td>
    </tr>
  );
}

function WaiverLine({ waiver }: { waiver: Waiver }) {
  const { author, reason, message, stated } = waiver;
  return (
    <p>
      Waiver by {author.name}
      {author.verified ? '' : ' (as git says)'}: {reason} {message}{' '}
      <Place stated={stated} />
    </p>
  );
}

function Place({ stated }: { stated: StatedInGit }) {
  return (
    <span className={styles.place}>
      <HostLink url={stated.url}>
        {stated.path}:{stated.line}
      </HostLink>{' '}
      at <code>{short(stated.commit, 7)}</code>
    </span>
  );
}

function placeOf({ repository, path }: StatedInGit): string {
  return `${repository}/${path}`;
}
