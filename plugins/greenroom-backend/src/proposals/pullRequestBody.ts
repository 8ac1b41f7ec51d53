import { parseEntityRef } from '@backstage/catalog-model';
import {
  cardSectionName,
  type CellEntry,
  type DeclarationEntry,
  isRowEntry,
  type ProposalEntry,
  type RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type Declared, proposalBody, withoutSecrets } from '@greenroom/change';
import { conditionsName } from '@greenroom/evaluation';
import { isDetection } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { personalColumns } from '../registry/personalColumns';
import { BOX_WORDS } from './boxWords';
import { declaredConditions } from '../rows/declaredConditions';

/** Of a value that is told in a cell of a table. */
const VALUE_CHARACTERS = 80;
const HIDDEN = '(personal)';

/** What reviewers read of a proposal, without values of columns its manifest marks as personal; key and label never are. */
export function pullRequestBody(proposal: {
  readonly id: string;
  readonly asset: Asset;
  readonly author: string;
  readonly description?: string;
  /** Empty where it is not known. */
  readonly portalUrl: string;
  readonly entries: readonly ProposalEntry[];
}): string {
  const { asset, entries } = proposal;
  const { manifest } = asset;
  const personal = personalColumns(manifest);
  const hides: Hides = column => personal.has(column);
  return proposalBody({
    id: proposal.id,
    asset: manifest.title ?? manifest.name,
    author: proposal.author,
    description: proposal.description,
    link:
      proposal.portalUrl === ''
        ? undefined
        : `${proposal.portalUrl}${changesPath(asset.entityRef)}`,
    words: isDetection(manifest) ? BOX_WORDS : undefined,
    entries: entries.filter(isRowEntry),
    declarations: entries.flatMap(entry => told(entry, hides) ?? []),
  });
}

/** Where a person finds the proposals to an asset, in the portal. */
function changesPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${namespace}/${kind.toLowerCase()}/${name}/changes`;
}

type Hides = (column: string) => boolean;

/** A change that is no decision on a label, as a reviewer reads it. */
function told(entry: ProposalEntry, hides: Hides): Declared | undefined {
  if (isRowEntry(entry)) return undefined;
  const { kind, evidence, reason } = entry;
  return { kind, what: whatOf(entry, hides), evidence, reason };
}

function whatOf(entry: Exclude<ProposalEntry, RowEntry>, hides: Hides): string {
  switch (entry.kind) {
    case 'cohort':
      return `${entry.name}: ${conditionsOf(entry, hides)}`;
    case 'collect':
      return `${entry.name}: ${entry.rows} rows${
        entry.split ? ` of ${entry.split}` : ''
      } where ${conditionsOf(entry, hides)}`;
    case 'gate':
      return `${entry.evaluation}: accuracy at least ${
        entry.min
      } where ${conditionsOf(entry, hides)}`;
    case 'cell':
      return `${entry.row}, ${entry.column}: ${cellChange(entry, hides)}`;
    case 'move':
      return `${entry.row}: ${entry.from} → ${entry.to}`;
    case 'add':
      return entry.split ? `${entry.row} to ${entry.split}` : entry.row;
    case 'restore':
      return entry.row;
    case 'manifest':
      return `${entry.path.join('.')}: ${short(
        String(entry.from ?? 'nothing'),
      )} → ${short(String(entry.to ?? 'nothing'))}`;
    case 'waiver':
      return `${entry.rule}, until ${entry.until}`;
    case 'card':
      return cardSectionName(entry.section);
    default:
      return `${entry.augmentation.name}, as ${entry.as}`;
  }
}

function conditionsOf({ where }: DeclarationEntry, hides: Hides): string {
  return where.some(({ feature }) => hides(feature))
    ? HIDDEN
    : conditionsName(declaredConditions(where));
}

function cellChange({ column, from, to }: CellEntry, hides: Hides): string {
  if (hides(column)) return HIDDEN;
  return `${short(from ?? 'nothing')} → ${short(to ?? 'nothing')}`;
}

/** A secret goes before the cut, after which it is no longer known as one. */
function short(value: string): string {
  const text = withoutSecrets(value);
  return text.length <= VALUE_CHARACTERS
    ? text
    : `${text.slice(0, VALUE_CHARACTERS)}…`;
}
