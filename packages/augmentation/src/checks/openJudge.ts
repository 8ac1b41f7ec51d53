import { openModel, type RowModel } from '@greenroom/evaluation';
import type {
  Augmentation,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { type JudgingModel, modelRemark } from './judgeByModel';

/** A model that is asked about synthetic rows: its graph, and the files of its preprocessing by their path in the manifest, on this machine. */
export type JudgeFiles = {
  readonly model: string;
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: RunnableModel;
};

/**
 * Opens a model that is asked whether rows have left their class; to be closed.
 *
 * @throws ModelError where its graph may not be run
 */
export async function openJudge(
  { model, files, manifest }: JudgeFiles,
  asked: {
    readonly dataset: Pick<LabelledDataset, 'name'>;
    readonly augmentation: Pick<Augmentation, 'split'>;
  },
): Promise<JudgingModel & { readonly model: RowModel }> {
  return {
    manifest,
    model: await openModel(model, manifest, files),
    remark: modelRemark(manifest, asked),
  };
}
