import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Decide,
  Decided,
  DecideRequest,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowLabel } from '../../rows/RowLabels';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { AuditStore, StoredAudit } from '../audits/AuditStore';
import type { Changer } from '../auditedChange';
import { assertDecision } from './assertDecision';
import { type DecidedPlace, decidedPlace } from './decidedPlace';
import type { DecisionStore } from './DecisionStore';
import type { EvidenceDesk } from './EvidenceDesk';
import { fillBaskets } from './fillBaskets';
import { takeBack } from './takeBack';
import { weighWords } from './weighWords';
import { decisionView, type Word } from './Word';
import { wordState } from './wordState';

type Rows = ReadonlyMap<string, RowLabel>;

/** What people say of rows; each word lands in a basket too. */
export class DecisionService {
  constructor(
    private readonly rooms: {
      store: DecisionStore;
      assets: AssetStore;
      audits: Pick<AuditStore, 'get'>;
      evidence: Pick<EvidenceDesk, 'of'>;
      rows: Pick<RowsRoom, 'labels'>;
    },
  ) {}

  /**
   * @throws InputError where a row cannot be decided so; then nothing is
   * @throws ConflictError where a row changed since it was looked at; then nothing is
   */
  async decide(
    assetId: string,
    request: DecideRequest,
    { author, credentials }: Changer,
  ): Promise<Decided> {
    const { decisions: asked, versionId, auditId } = request;
    const place = await decidedPlace(this.rooms.assets, assetId, versionId);
    await this.rooms.rows.labels.assertVisible(versionId, credentials);
    const keys = asked.map(({ key }) => key);
    assertOnce(keys);
    const [seen, newest] = await this.#rows(place, keys);
    for (const decide of asked)
      assertDecision(
        decide,
        seen.get(decide.key),
        newest.get(decide.key),
        place.labelling,
      );
    if (auditId !== undefined)
      assertDrawn(await this.rooms.audits.get(auditId), versionId, keys);
    const evidence = await this.rooms.evidence.of(versionId, keys);
    const toWord = ({ seen: _, to, ...decide }: Decide) => ({
      ...decide,
      // Nothing but a new label has one.
      ...(decide.kind === 'relabel' ? { to } : {}),
      author,
      at: Date.now(),
      versionId,
      print: seen.get(decide.key)!.print,
      evidence: evidence.get(decide.key) ?? {},
      auditId,
    });
    return this.rooms.store.together(assetId, async (words, baskets) => {
      const standing = await words.standing(assetId, keys);
      const weighed = weighWords(asked, standing, { author, auditId });
      const said = await words.say(assetId, weighed.fresh.map(toWord));
      await fillBaskets(baskets, {
        assetId,
        baseVersionId: place.head.id,
        put: said,
        remove: said.flatMap(({ key }) => standing.get(key) ?? []),
      });
      return viewOf([...weighed.repeated, ...said], weighed.conflicts, seen);
    });
  }

  /** Takes back the caller's own last words; what stood before stands again, in its author's basket too. */
  async undo(
    assetId: string,
    request: {
      readonly versionId: string;
      readonly decisions: readonly Pick<Decide, 'key' | 'seen'>[];
    },
    { author, credentials }: Changer,
  ): Promise<Decided> {
    const { versionId, decisions: asked } = request;
    const place = await decidedPlace(this.rooms.assets, assetId, versionId);
    await this.rooms.rows.labels.assertVisible(versionId, credentials);
    const keys = asked.map(({ key }) => key);
    assertOnce(keys);
    const [seen, newest] = await this.#rows(place, keys);
    return this.rooms.store.together(assetId, async (words, baskets) => {
      const standing = await words.standing(assetId, keys);
      const isOwn = ({ key, seen: revision }: (typeof asked)[number]) => {
        const word = standing.get(key);
        return word?.author === author && word.revision === revision;
      };
      const own = asked.filter(isOwn).map(({ key }) => standing.get(key)!);
      const restored = await takeBack({ words, baskets }, own, {
        assetId,
        headId: place.head.id,
        newest,
        reach: 'last word',
      });
      return viewOf(
        restored,
        asked
          .filter(asking => !isOwn(asking))
          .flatMap(({ key }) => standing.get(key) ?? []),
        seen,
      );
    });
  }

  /** Decisions on these rows, as they stand for this version. */
  async list(
    versionId: string,
    keys: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<RowDecision[]> {
    await this.rooms.rows.labels.assertVisible(versionId, credentials);
    return this.decisionsOf(versionId, keys);
  }

  /** As `list`, for rows that the caller was shown already. */
  async decisionsOf(
    versionId: string,
    keys: readonly string[],
  ): Promise<RowDecision[]> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (!version) throw new NotFoundError(`No version ${versionId}.`);
    const standing = await this.rooms.store.standing(version.assetId, keys);
    const rows = await this.rooms.rows.labels.of(versionId, [
      ...standing.keys(),
    ]);
    return [...standing.values()].map(word =>
      decisionView(word, wordState(word, rows.get(word.key))),
    );
  }

  /** As they were looked at, and as they are in the newest version. */
  async #rows(
    { version, head }: DecidedPlace,
    keys: readonly string[],
  ): Promise<[Rows, Rows]> {
    const { labels } = this.rooms.rows;
    const seen = await labels.of(version.id, keys);
    return [
      seen,
      head.id === version.id ? seen : await labels.of(head.id, keys),
    ];
  }
}

function viewOf(
  decided: readonly Word[],
  conflicts: readonly Word[],
  rows: Rows,
): Decided {
  const views = (words: readonly Word[]) =>
    words.map(word => decisionView(word, wordState(word, rows.get(word.key))));
  return { decided: views(decided), conflicts: views(conflicts) };
}

/** What is said in an audit is counted there, so it is of its rows only. */
function assertDrawn(
  audit: StoredAudit | undefined,
  versionId: string,
  keys: readonly string[],
): void {
  if (audit?.versionId !== versionId)
    throw new InputError(
      'The audit is not one of this version. Draw one of it, or decide without an audit.',
    );
  const drawn = new Set(audit.sample.map(({ key }) => key));
  const other = keys.find(key => !drawn.has(key));
  if (other !== undefined)
    throw new InputError(
      `Row ${other} was not drawn for this audit. Decide it without one.`,
    );
}

function assertOnce(keys: readonly string[]): void {
  const met = new Set<string>();
  for (const key of keys) {
    if (met.has(key))
      throw new InputError(`Row ${key} is named twice. Decide it once.`);
    met.add(key);
  }
}
