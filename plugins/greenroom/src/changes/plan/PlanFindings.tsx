import type { Plan } from '@greenroom/backstage-plugin-greenroom-common';
import { count, decimal, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { StatusBadge, type Tone } from '../../components/StatusBadge';
import { ReleaseLine } from '../../data/ReleaseLine';
import styles from './plan.module.css';

/** One thing that the plan looked at: what it found, and how much that matters. */
type Finding = {
  readonly name: string;
  readonly tone: Tone;
  readonly lines: readonly string[];
};

/** Schema, drift, leakage, duplicates, label debt, licence, personal data and what becomes stale; what was looked at and is well is said, too. */
export function PlanFindings(props: { plan: Plan }) {
  const { plan } = props;
  const findings = findingsOf(plan);
  const bad = findings.filter(({ tone }) => tone === 'warning').length;
  const remarks = plan.assets.flatMap(({ name, remarks: said }) =>
    said.map(text => `${name}: ${text}`),
  );
  return (
    <Panel
      title={
        bad === 0
          ? 'Nothing else wants a look'
          : `${plural(bad, 'thing')} more to look at`
      }
    >
      {plan.releases.map(release => (
        <ReleaseLine
          key={release.asset}
          release={{ ...release, reasons: [...release.reasons] }}
        />
      ))}
      <dl className={styles.findings}>
        {findings.map(({ name, tone, lines }) => (
          <div key={name}>
            <dt>
              <StatusBadge status={name} tone={tone}>
                {name}
              </StatusBadge>
            </dt>
            <dd>
              {lines.map(line => (
                <p key={line}>{line}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {remarks.length > 0 ? (
        <>
          <h3 className={styles.part}>What could not be looked at</h3>
          <ul className={styles.plain}>
            {remarks.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
}

/** What a plan found, in the order in which a reviewer asks. */
export function findingsOf(plan: Plan): Finding[] {
  const { added, removed, retyped } = plan.schema;
  return [
    finding('Schema', [
      ...added.map(({ column }) => `column ${column} added`),
      ...removed.map(({ column }) => `column ${column} removed`),
      ...retyped.map(
        ({ column, from, to }) => `type of ${column}: ${from} → ${to}`,
      ),
    ]),
    ...plan.boxes
      .filter(({ pictures }) => pictures > 0)
      .map(({ pictures, added: drawn, removed: gone, moved, relabelled }) =>
        finding('Boxes', [
          `in ${plural(pictures, 'picture')}: ${count(drawn)} added, ${count(
            gone,
          )} removed, ${count(moved)} moved, ${count(relabelled)} relabelled`,
        ]),
      ),
    finding(
      'Leakage',
      plan.leakage
        .filter(({ introduced, resolved }) => introduced + resolved > 0)
        .map(
          ({ kind, split, otherSplit, introduced, resolved, keys }) =>
            `${cameAndWent(introduced, resolved)} ${
              kind === 'exact' ? 'the same' : 'almost the same'
            } in ${split} and ${otherSplit}${named(keys)}`,
        ),
      plan.leakage.some(({ introduced }) => introduced > 0),
    ),
    finding(
      'Duplicates',
      plan.duplicates
        .filter(({ introduced, resolved }) => introduced + resolved > 0)
        .map(
          ({ introduced, resolved, keys }) =>
            `${cameAndWent(
              introduced,
              resolved,
            )} say the same as another${named(keys)}`,
        ),
      plan.duplicates.some(({ introduced }) => introduced > 0),
    ),
    finding(
      'Label debt',
      plan.debt
        .filter(({ introduced, resolved }) => introduced + resolved > 0)
        .map(
          ({ kind, by, introduced, resolved }) =>
            `${cameAndWent(introduced, resolved)} with a ${kind} label${
              by === undefined ? '' : `, says ${by}`
            }`,
        ),
      plan.debt.some(({ introduced }) => introduced > 0),
    ),
    finding(
      'Drift',
      plan.drift
        .filter(({ verdict }) => verdict === 'moved')
        .map(
          ({ column, effect }) =>
            `${column} moved: effect ${decimal(effect.value)} (${effect.size})`,
        ),
      plan.drift.some(
        ({ verdict, effect }) => verdict === 'moved' && effect.size === 'large',
      ),
    ),
    finding(
      'Licence',
      plan.licences
        .filter(({ from, to }) => from !== to)
        .map(({ from = 'none', to = 'none' }) => `${from} → ${to}`),
      plan.licences.some(({ from, to }) => from !== to),
    ),
    finding(
      'Personal data',
      plan.personal.map(({ column, change }) => `${column}: ${change}`),
      plan.personal.some(({ change }) => change !== 'personal column removed'),
    ),
    finding(
      'Stale evaluations',
      plan.stale.map(
        ({ model, evaluation, reason }) => `${model}, ${evaluation}: ${reason}`,
      ),
    ),
  ];
}

function finding(
  name: string,
  lines: readonly string[],
  wantsALook: boolean = false,
): Finding {
  if (lines.length === 0)
    return { name, tone: 'good', lines: ['nothing changes'] };
  return { name, tone: wantsALook ? 'warning' : 'neutral', lines };
}

function cameAndWent(introduced: number, resolved: number): string {
  if (resolved === 0) return `${plural(introduced, 'more row')}`;
  if (introduced === 0) return `${plural(resolved, 'row')} no longer`;
  return `${plural(introduced, 'more row')} and ${count(resolved)} no longer`;
}

function named(keys: readonly string[]): string {
  return keys.length === 0 ? '' : `: ${keys.join(', ')}`;
}
