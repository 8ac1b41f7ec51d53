import { spawn } from 'node:child_process';
import { ORGANISATION, PEOPLE } from '@greenroom/catalog';
import type { ApiTree, GithubApi } from './GithubApi';
import { createCommit, pointBranch } from './seedHost';
import type { TrainingAnswer, TrainingQuestion } from './trainInChild';

export type Dispatch = {
  readonly repository: string;
  readonly ref: string;
  readonly inputs: {
    readonly dataset_repository: string;
    readonly dataset_revision: string;
  };
};

/** The stand-in for the host's CI: trains on the merged data and commits the new model. */
export async function runTrainingWorkflow(
  api: GithubApi,
  dispatch: Dispatch,
): Promise<{ before: string; after: string }> {
  const base = `/repos/${dispatch.repository}`;
  const { object } = await api.get<{ object: { sha: string } }>(
    `${base}/git/ref/heads/${dispatch.ref}`,
  );
  const model = await readFiles(api, dispatch.repository, object.sha);
  const data = await readFiles(
    api,
    dispatch.inputs.dataset_repository,
    dispatch.inputs.dataset_revision,
  );
  const answer = await trainInChild({
    model: dispatch.repository.split('/')[1],
    modelFiles: model.contents,
    dataFiles: data.contents,
    datasetRevision: dispatch.inputs.dataset_revision,
  });
  const files = new Map(model.oids);
  for (const [path, content] of Object.entries(answer.files)) {
    const blob = await api.request<{ sha: string }>(
      'POST',
      `${base}/git/blobs`,
      {
        content,
        encoding: 'base64',
      },
    );
    files.set(path, blob.sha);
  }
  const bot =
    PEOPLE.find(({ login }) => login === `${ORGANISATION.login}-ci`) ??
    PEOPLE[0];
  const after = await createCommit(api, base, files, object.sha, {
    message: answer.message,
    name: bot.name,
    email: bot.email,
    date: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  });
  await pointBranch(api, base, dispatch.ref, after);
  return { before: object.sha, after };
}

async function readFiles(api: GithubApi, repository: string, commit: string) {
  const base = `/repos/${repository}`;
  const { tree: root } = await api.get<{ tree: { sha: string } }>(
    `${base}/git/commits/${commit}`,
  );
  const { tree } = await api.get<ApiTree>(
    `${base}/git/trees/${root.sha}?recursive=1`,
  );
  const oids = new Map<string, string>();
  const contents: Record<string, string> = {};
  for (const entry of tree.filter(({ type }) => type === 'blob')) {
    const blob = await api.get<{ content: string }>(
      `${base}/git/blobs/${entry.sha}`,
    );
    oids.set(entry.path, entry.sha);
    contents[entry.path] = blob.content.replace(/\s/g, '');
  }
  return { oids, contents };
}

const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** Training takes all of a thread, which the host needs for its answers. */
function trainInChild(question: TrainingQuestion): Promise<TrainingAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--require', transform, require.resolve('./trainInChild')],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const chunks: Buffer[] = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0)
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      else reject(new Error(`Training ended with ${code}`));
    });
    child.stdin.end(JSON.stringify(question));
  });
}
