import {
  type CardClaim,
  metricName,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge } from '../components/StatusBadge';
import rowStyles from '../components/rows.module.css';
import { CLAIM_TONES, claimedFigure } from './cardWords';
import styles from './cards.module.css';

/** Each figure of a card, with its state, why, and the run that decides. */
export function ClaimsTable(props: { claims: readonly CardClaim[] }) {
  return (
    <ScrollRegion name="Figures on the card">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">figure</th>
            <th scope="col">state</th>
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          {props.claims.map((claim, i) => (
            <tr key={`${claim.place.line} ${i}`}>
              <th scope="row" className={styles.figure}>
                {metricName(claim.metric)} {claimedFigure(claim)}
                <span className={styles.place}>
                  {claim.place.path}:{claim.place.line}
                  {claim.place.heading ? `, ${claim.place.heading}` : ''}
                </span>
              </th>
              <td>
                <StatusBadge
                  status={claim.status}
                  tone={CLAIM_TONES[claim.status]}
                />
              </td>
              <td className={styles.why}>
                {claim.reason}
                {claim.evidence ? <Pins evidence={claim.evidence} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Pins({ evidence }: Required<Pick<CardClaim, 'evidence'>>) {
  const { model, data, spec, engine } = evidence.pins;
  return (
    <Disclosure summary="What it was measured of">
      <dl className={styles.pins}>
        {Object.entries({ model, data, specification: spec, engine }).map(
          ([name, digest]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{digest}</dd>
            </div>
          ),
        )}
      </dl>
    </Disclosure>
  );
}
