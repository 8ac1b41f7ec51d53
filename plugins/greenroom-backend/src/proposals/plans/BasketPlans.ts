import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { MadePlan } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { PlanSides } from '../../analysis/plan/PlanSide';
import { planQuestion } from '../../analysis/plan/planQuestion';
import { PRIORITIES } from '../../analysis/questions';
import type { RunStore } from '../../analysis/RunStore';
import type { ArtifactStore } from '../../artifacts/ArtifactStore';
import type { JobDesk } from '../../jobs/JobDesk';
import type { AssetStore } from '../../registry/AssetStore';
import type { MadeRows } from '../../rows/MadeRows';
import type { Storages } from '../../storage/Storages';
import { editEntries } from '../editEntries';
import type { ProposalStore } from '../ProposalStore';
import type { PlanViews } from './PlanViews';

/** The plan of a basket before it is a pull request: the same question, with edited files on one side. */
export class BasketPlans {
  constructor(
    private readonly rooms: {
      baskets: Pick<ProposalStore, 'draftOf'>;
      assets: AssetStore;
      runs: RunStore;
      artifacts: ArtifactStore;
      storages: Storages;
      sources: ReadonlyMap<string, Source>;
      desk: JobDesk;
      made: Pick<MadeRows, 'kept'>;
      views: Pick<PlanViews, 'made'>;
    },
  ) {}

  /**
   * @throws InputError where the basket changes no file
   * @throws ConflictError naming rows that changed upstream meanwhile
   */
  async ask(
    assetId: string,
    author: string,
    credentials: BackstageCredentials,
  ): Promise<MadePlan> {
    const { assets, baskets, desk, made, sources, storages, views } =
      this.rooms;
    const asset = await assets.get(assetId);
    const source = asset && sources.get(asset.sourceId);
    if (!asset || !source)
      throw new NotFoundError(`${assetId} is no longer declared in git.`);
    const draft = await baskets.draftOf(assetId, author);
    if (!draft || draft.entries.length === 0)
      throw new InputError(
        'Your basket is empty, so there is nothing to plan.',
      );
    const { sha } = await source.getHead(asset.repository);
    const { edits } = await editEntries(
      { source, storages, assets, made },
      asset,
      sha,
      draft.entries,
      { objects: 'inline' },
    );
    const question = await planQuestion(
      this.rooms,
      new PlanSides(this.rooms),
      asset,
      {
        sourceId: asset.sourceId,
        repository: asset.repository,
        base: sha,
        head: 'basket',
        before: { at: 'commit', commit: sha },
        after: {
          at: 'edits',
          commit: sha,
          files: await this.#kept(edits),
        },
      },
    );
    const job = await desk.askOnDemand({
      ...question,
      priority: PRIORITIES.person,
    });
    return views.made(job.id, credentials);
  }

  async #kept(edits: readonly FileEdit[]): Promise<Record<string, string>> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-basket-'));
    try {
      const kept: Record<string, string> = {};
      for (const { path: name, content } of edits) {
        const file = path.join(folder, 'edited.bin');
        await writeFile(file, content);
        kept[name] = await this.rooms.artifacts.put(file);
      }
      return kept;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
