import { namedFigures } from '../../cards/MeasuredRun';
import { claimTable, cardSection, missingTable } from './cardParts';
import type { Dossier } from './Dossier';
import { html, type Html } from './html';
import { table } from './table';

/** For screens and paper; system fonts, as nothing is loaded. */
const STYLE = html`
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem
  auto; padding: 0 1rem; color: #1a1a1a; background: #fff; } table {
  border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; } th, td {
  border: 1px solid #888; padding: .25rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; } td.number { text-align: right;
  font-variant-numeric: tabular-nums; } pre { white-space: pre-wrap;
  overflow-wrap: anywhere; border: 1px solid #888; padding: .5rem; } h2 {
  border-bottom: 2px solid #444; break-after: avoid; } tr { break-inside: avoid;
  } @media print { body { margin: 0; max-width: none; } }
`;

/**
 * One HTML file for a regulator: it names no other file, runs no script, loads
 * nothing, and prints on paper. The same version gives the same bytes. What is not
 * known is said to be, so that nothing missing looks as if it were fine.
 */
export function toDossier(dossier: Dossier): string {
  const { manifest, repository, commit, time, untold = {} } = dossier;
  const title = `${manifest.title ?? manifest.name}${
    manifest.version ? ` ${manifest.version}` : ''
  }`;
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>Dossier of ${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <h1>Dossier of ${title}</h1>
          <p>${manifest.description}</p>
          ${factTable([
            ['Kind', manifest.kind],
            ['Name', manifest.name],
            ['Version', manifest.version],
            ['Owner', manifest.owner],
            ['Licence', manifest.licenses?.join(', ') ?? manifest.license],
            ['Repository', repository],
            ['Commit', commit],
            ['Date of the commit', time],
          ])}
        </header>
        ${section('Lineage', 'No lineage is known.', lineagePart(dossier))}
        ${section(
          'Policy checks',
          'No policy was checked.',
          checksPart(dossier),
        )}
        ${section(
          'Evaluation',
          'Nothing was measured.',
          evaluationPart(dossier),
        )}
        ${section(
          'Slices',
          untold.slices ?? 'No slices were looked at.',
          slicesPart(dossier),
        )}
        ${section(
          'Label quality',
          untold.labelQuality ?? 'Nothing is known of the labels.',
          dossier.labelQuality?.length
            ? html`<ul>
                ${dossier.labelQuality.map(line => html`<li>${line}</li>`)}
              </ul>`
            : undefined,
        )}
        ${section(
          'Figures on the card',
          'There is no card, or no figure on it.',
          dossier.card && claimTable(dossier.card.checked.claims),
        )}
        ${section(
          'What the card lacks',
          dossier.card
            ? 'Nothing of the chosen templates.'
            : 'There is no card.',
          dossier.card && missingTable(dossier.card.checked),
        )}
        ${section(
          'Reviews',
          untold.reviews ?? 'Nobody has decided.',
          reviewsPart(dossier),
        )}
        ${section(
          'The card',
          'There is none.',
          dossier.card && cardSection(dossier.card.text),
        )}
      </body>
    </html> `;
  return page.markup;
}

function section(
  name: string,
  otherwise: string,
  part: Html | undefined,
): Html {
  return html`<section>
    <h2>${name}</h2>
    ${part ?? html`<p>${otherwise}</p>`}
  </section> `;
}

function factTable(
  facts: readonly (readonly [string, string | undefined])[],
): Html {
  return html`<table>
    <tbody>
      ${facts.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${value ?? 'not said'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function lineagePart({ lineage }: Dossier): Html | undefined {
  const edges = table(
    ['from', 'edge', 'to', 'stated by', 'commit'],
    (lineage?.edges ?? []).map(({ from, kind, to, origin, commit }) => [
      from,
      kind,
      to,
      origin,
      commit?.slice(0, 12),
    ]),
  );
  if (!edges || !lineage?.leftOff) return edges;
  return html`${edges}
    <p>
      What is farther away (${lineage.leftOff} nodes) stands in the lineage of
      the portal.
    </p>`;
}

function checksPart({ checks = [] }: Dossier): Html | undefined {
  return table(
    ['rule', 'result', 'evidence', 'commit of the rule'],
    checks.map(({ rule, result, detail, commit }) => [
      rule,
      result,
      detail,
      commit?.slice(0, 12),
    ]),
  );
}

const SHOWN_DECIMALS = 4;

function shown(value: number | undefined): string | undefined {
  return value === undefined ? undefined : value.toFixed(SHOWN_DECIMALS);
}

function evaluationPart({
  runs,
  gates = [],
  untold = {},
}: Dossier): Html | undefined {
  if (runs.length === 0) return undefined;
  return html`${runs.map(
    run => html`<h3>
        ${run.evaluation}: ${run.of}, ${run.rows} rows of ${run.split}
      </h3>
      ${table(
        ['metric', 'value', '95 % interval from', 'to'],
        namedFigures(run).map(([metric, { value, low, high }]) => [
          metric,
          shown(value),
          shown(low),
          shown(high),
        ]),
      )}
      ${factTable([
        ['Model', run.pins.model],
        ['Data', run.pins.data],
        ['Specification', run.pins.spec],
        ['Engine', run.pins.engine],
      ])}`,
  )}${table(
    ['gate of', 'held', 'reason'],
    gates.map(({ evaluation, passed, reason }) => [
      evaluation,
      passed ? 'yes' : 'NO',
      reason,
    ]),
  )}${untold.gates && html`<p>${untold.gates}</p>`}`;
}

function slicesPart({ slices = [] }: Dossier): Html | undefined {
  return table(
    ['slice', 'rows', 'error rate', 'from', 'to'],
    slices.map(({ name, rows, value, low, high }) => [
      name,
      rows,
      shown(value),
      shown(low),
      shown(high),
    ]),
  );
}

function reviewsPart({ reviews = [] }: Dossier): Html | undefined {
  return table(
    ['decision', 'by', 'at', 'conditions', 'standing', 'written in'],
    reviews.map(({ decision, by, at, conditions = [], standing, origin }) => [
      decision,
      by,
      at,
      conditions.join(' '),
      standing,
      origin,
    ]),
  );
}
