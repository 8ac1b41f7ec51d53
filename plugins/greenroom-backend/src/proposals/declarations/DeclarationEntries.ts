import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  cohortEntryKey,
  collectEntryKey,
  type DeclarationEntry,
  type ErrorAnswerTo,
  gateEntryKey,
  isAugmentationEntry,
  isDeclarationEntry,
  type AugmentationEntry,
  type Proposal,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { columnProblems, declarationProblem } from '@greenroom/manifest';
import type { ErrorDesk } from '../../analysis/ErrorDesk';
import type { RunStore, RunWithJob } from '../../analysis/RunStore';
import { titleOf } from '../../analysis/titleOf';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { MadeRows } from '../../rows/MadeRows';
import { toldAugmentation } from '../augmentations/toldAugmentation';
import type { Changer } from '../auditedChange';
import { type ProposalStore, proposalView } from '../ProposalStore';
import { assertGateTells } from './assertGateTells';
import { declarationOf } from './declarationOf';
import { evidenceOf } from './evidenceOf';

/** A pull request of more than that is no longer read. */
const DECLARATIONS_LIMIT = 50;

type Declared = DeclarationEntry | AugmentationEntry;

/** What the newest version, a run or a preview says of goes through one door. */
export function isDeclared(entry: ProposalEntry): entry is Declared {
  return isDeclarationEntry(entry) || isAugmentationEntry(entry);
}

/** Cohorts, gates and requests for rows in the caller's basket, each with what its run says of its rows. */
export class DeclarationEntries {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: Pick<RunStore, 'get'>;
      errors: Pick<ErrorDesk, 'explore'>;
      baskets: ProposalStore;
      made: Pick<MadeRows, 'read' | 'kept'>;
    },
  ) {}

  /**
   * In place of what the basket has of the same name, or on the same rows.
   *
   * @throws InputError where a manifest cannot say one of them, or a gate's rows could not tell; then none is in
   * @throws NotAllowedError where the labels of the run are hidden from the caller
   */
  async put(
    assetId: string,
    entries: readonly Declared[],
    changer: Changer,
  ): Promise<Proposal> {
    const asset = await this.#asset(assetId);
    const told: Declared[] = [];
    for (const entry of entries)
      told.push(
        entry.kind === 'augmentation'
          ? await toldAugmentation(this.rooms, asset, entry)
          : await this.#told(asset, entry, changer),
      );
    return this.#change(asset, changer, before => {
      const keys = new Set(told.map(({ key }) => key));
      const kept = before.filter(
        entry => !(isDeclared(entry) && keys.has(entry.key)),
      );
      const after = [...kept, ...told];
      if (after.filter(isDeclared).length > DECLARATIONS_LIMIT)
        throw new InputError(
          `A basket holds at most ${DECLARATIONS_LIMIT} cohorts, gates and requests for rows. Publish these first.`,
        );
      return after;
    });
  }

  /** @throws NotFoundError where the caller has no basket */
  async remove(
    assetId: string,
    keys: readonly string[],
    changer: Pick<Changer, 'author'>,
  ): Promise<Proposal> {
    const asset = await this.#asset(assetId);
    const draft = await this.rooms.baskets.draftOf(asset.id, changer.author);
    if (!draft)
      throw new NotFoundError(`You have no basket for ${asset.name}.`);
    const gone = new Set(keys);
    return this.#change(asset, changer, before =>
      before.filter(entry => !(isDeclared(entry) && gone.has(entry.key))),
    );
  }

  /** Which of these keys are of declarations in the caller's basket. */
  async held(
    assetId: string,
    keys: readonly string[],
    { author }: Pick<Changer, 'author'>,
  ): Promise<string[]> {
    const draft = await this.rooms.baskets.draftOf(assetId, author);
    const own = new Set(
      draft?.entries.filter(isDeclared).map(({ key }) => key),
    );
    return keys.filter(key => own.has(key));
  }

  async #told(
    asset: Asset,
    entry: DeclarationEntry,
    { credentials }: Changer,
  ): Promise<DeclarationEntry> {
    const declaration = declarationOf(entry);
    const problem = declarationProblem(asset.manifest, declaration);
    if (problem !== undefined) throw new InputError(problem);
    const { run, columns } = await this.#run(asset, entry);
    const answer = await this.rooms.errors.explore(
      run.id,
      {
        view: {
          type: 'cohorts',
          cohorts: [
            { name: 'all', where: [] },
            { name: 'own', where: entry.where },
          ],
        },
      },
      credentials,
    );
    const [all, own] = (answer as ErrorAnswerTo<'cohorts'>).cohorts;
    if (own.rows === 0)
      throw new InputError(
        'No row of the run meets these conditions. Widen them.',
      );
    if (declaration.kind === 'gate') {
      const { gate } = declaration;
      const [hidden] = columnProblems(gate.where!, columns);
      if (hidden) throw new InputError(hidden.message);
      assertGateTells(gate, { all: all.accuracy, own: own.accuracy });
    }
    const model = await this.rooms.assets.getVersion(run.model_version_id);
    return {
      ...(entry.kind === 'collect'
        ? { ...entry, split: trainedSplit(model, asset) }
        : entry),
      key: keyOf(entry),
      evidence: evidenceOf(
        all,
        own,
        model ? `${titleOf(model)} on ${run.split}` : run.split,
      ),
    };
  }

  /** @throws InputError where the run is of something else */
  async #run(asset: Asset, { kind, runId }: DeclarationEntry) {
    const run = await this.rooms.runs.get(runId);
    if (!run) throw new NotFoundError(`No run ${runId}.`);
    const own = kind === 'gate' ? run.model_asset_id : run.dataset_asset_id;
    if (own !== asset.id)
      throw new InputError(`The run ${runId} is not of ${asset.name}.`);
    return { run, columns: await this.#columns(run) };
  }

  async #columns(run: RunWithJob) {
    const dataset = await this.rooms.assets.get(run.dataset_asset_id);
    return dataset?.manifest.kind === 'Dataset'
      ? dataset.manifest.columns ?? []
      : [];
  }

  async #asset(assetId: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    return asset;
  }

  async #change(
    { id, name }: Asset,
    { author }: Pick<Changer, 'author'>,
    change: (entries: ProposalEntry[]) => ProposalEntry[],
  ): Promise<Proposal> {
    const { assets, baskets } = this.rooms;
    const head = await assets.headVersion(id);
    if (!head)
      throw new ConflictError(
        `${name} has no version that could be changed yet.`,
      );
    const draft =
      (await baskets.draftOf(id, author)) ??
      (await baskets.begin(id, author, head.id));
    await baskets.changeEntries(draft.id, draft.baseVersionId, change);
    return proposalView((await baskets.get(draft.id))!);
  }
}

function keyOf(entry: DeclarationEntry): string {
  switch (entry.kind) {
    case 'cohort':
      return cohortEntryKey(entry.name);
    case 'collect':
      return collectEntryKey(entry.name);
    default:
      return gateEntryKey(entry);
  }
}

/** Of the data set the split that the model says it is trained on. */
function trainedSplit(
  model: Version | undefined,
  { name, manifest }: Asset,
): string | undefined {
  if (model?.manifest.kind !== 'Model') return undefined;
  const { trainedOn } = model.manifest;
  const hasSplits = manifest.kind === 'Dataset' && manifest.split !== undefined;
  return hasSplits && trainedOn?.dataset === name ? trainedOn.split : undefined;
}
