import {
  folderOf,
  formatOfPath,
  readFolder,
  readManifest,
} from '@greenroom/manifest';
import { claimChecker } from './claims/claimChecker';
import { claimData } from './claims/claimData';
import { digitsData } from './digitsData';
import { digitVotes } from './digitVotes';
import { fieldNotes } from './fieldNotes';
import { heatForecast, heatingData } from './heating/heating';
import { letters } from './letters/letters';
import { mailData } from './mailData';
import { modelFiles } from './modelFiles';
import { MODELS } from './modelSpecs';
import type { SeedRepository } from './SeedRepository';
import { digitScenes } from './scenes/digitScenes';
import { sceneReader } from './scenes/sceneReader';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(120_000);

/** A model's files without the minute of training it. */
function untrained(name: keyof typeof MODELS): Buffer {
  const figure = { value: 0.9, low: 0.8, high: 0.95, n: 100 };
  const nothing = Buffer.alloc(0);
  return modelFiles(
    MODELS[name],
    {
      onnx: nothing,
      outOfFold: nothing,
      samples: nothing,
      figures: { accuracy: figure, macroF1: figure, logLoss: figure },
      trainRows: 100,
    },
    {
      version: '2.0.0',
      datasetVersion: '1.0.0',
      datasetRevision: 'a'.repeat(40),
    },
  )['greenroom.yaml'];
}

function manifestsOf(repository: SeedRepository): Buffer[] {
  return repository.commits.flatMap(
    ({ files }) => files['greenroom.yaml'] ?? [],
  );
}

it('writes manifests that Greenroom reads without a warning', async () => {
  const forms = await digitScenes();
  const manifests = [
    ...manifestsOf(await digitsData()),
    ...manifestsOf(forms),
    ...manifestsOf(sceneReader(forms, { outOfFold: [], test: [] })),
    ...manifestsOf(await digitVotes()),
    ...manifestsOf(mailData()),
    untrained('digit-reader'),
    untrained('mail-filter'),
    ...manifestsOf(claimData()),
    ...manifestsOf(claimChecker()),
    ...manifestsOf(heatingData()),
    ...manifestsOf(heatForecast(heatingData())),
    ...manifestsOf(letters()),
    untrained('claim-sorter'),
  ];
  expect(manifests.length).toBeGreaterThanOrEqual(8);
  for (const text of manifests) {
    expect(readManifest('greenroom.yaml', text)).toMatchObject({
      ok: true,
      warnings: [],
    });
  }
});

it('describes leaves in formats of other tools, which say the same of one thing', () => {
  const files = fieldNotes().commits.flatMap(commit =>
    Object.entries(commit.files)
      .filter(([path, bytes]) => formatOfPath(path) && bytes)
      .map(([path, bytes]) => ({ path, bytes: bytes! })),
  );
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))];
  const read = folders.map(folder =>
    readFolder(files.filter(({ path }) => folderOf(path) === folder)),
  );
  expect(
    read.flatMap(({ problems, warnings }) => [...problems, ...warnings]),
  ).toEqual([]);
  expect(
    read
      .flatMap(({ assets }) => assets)
      .map(({ manifest }) => [manifest.name, manifest.formats]),
  ).toEqual([
    ['leaf-spots', ['huggingface-dataset', 'croissant']],
    [
      'leaf-reader',
      ['huggingface-model', 'mlflow', 'cyclonedx', 'huggingface-eval'],
    ],
  ]);
});
