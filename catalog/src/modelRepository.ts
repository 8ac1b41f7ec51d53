import { commitIds } from './gitObjects';
import { modelFiles } from './modelFiles';
import { ModelName, MODELS } from './modelSpecs';
import { MIRA } from './people';
import { trainOn } from './retrain';
import { SeedRepository, texts } from './SeedRepository';

const DATES: Readonly<Record<ModelName, readonly [string, string]>> = {
  'digit-reader': ['2026-06-24T11:00:00Z', '2026-07-08T16:20:00Z'],
  'mail-filter': ['2026-05-29T09:40:00Z', '2026-06-19T13:15:00Z'],
  'claim-sorter': ['2026-07-13T09:05:00Z', '2026-08-03T12:30:00Z'],
};

/** The mail team declares its component itself; Greenroom adopts it. */
const ADOPTED = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: mail-filter
  title: Mail filter
  description: Tells unsolicited mail from wanted mail in shared mailboxes.
  tags: [text, mail]
  annotations:
    greenroom.dev/asset: northlight/mail-filter#mail-filter
spec:
  type: ml-model
  lifecycle: production
  owner: group:default/mail
  system: shared-mailboxes
  dependsOn:
    - resource:default/mails
`;

/** A model's repository: a linear model, then a network, both on version 1.0.0 of the data. */
export async function modelRepository(
  name: ModelName,
  data: SeedRepository,
): Promise<SeedRepository> {
  const spec = MODELS[name];
  const [revision] = commitIds(data);
  const dataFiles = Object.fromEntries(
    Object.entries(data.commits[0].files).flatMap(([path, content]) =>
      content ? [[path, content] as const] : [],
    ),
  );
  const filesAt = async (generation: 1 | 2) =>
    modelFiles(spec, await trainOn(spec, dataFiles, generation), {
      version: `${generation}.0.0`,
      datasetVersion: '1.0.0',
      datasetRevision: revision,
    });
  return {
    name,
    description: spec.description,
    topics: ['model', spec.tags[0]],
    commits: [
      {
        message: `Train a softmax regression on ${spec.dataset} 1.0.0`,
        author: MIRA,
        date: DATES[name][0],
        tag: 'v1.0.0',
        files: {
          ...(await filesAt(1)),
          ...texts(
            name === 'mail-filter' ? { 'catalog-info.yaml': ADOPTED } : {},
          ),
        },
      },
      {
        message: 'Replace the regression by a small network',
        author: MIRA,
        date: DATES[name][1],
        tag: 'v2.0.0',
        files: await filesAt(2),
      },
    ],
  };
}
