import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { boxFindingText, wilson } from '@greenroom/label-quality';
import type { DatasetManifest } from '@greenroom/manifest';
import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsResult } from '../analysis/AnalysisStore';
import type { CrowdAnswer } from '../analysis/compute/labels/crowdAnswer';
import { type ConfusionCell, shownConfusion } from '../analysis/shownConfusion';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { readJson } from '../artifacts/readJson';
import type { AssetStore } from '../registry/AssetStore';
import { labelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleTable } from './RowAccess';

/** More sentences are no guideline to sharpen. */
const SHOWN_FINDINGS = 50;
const NOBODY: Omit<Annotators, 'job'> = { design: 'none', annotators: [] };

/** Who labels how well, and who confuses what with what. */
export class LabelAnnotators {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
      assets: AssetStore;
    },
  ) {}

  /** Nobody where the label, or who set it, is hidden. */
  async of(
    { scoresArtifact, annotatorsArtifact }: LabelsResult,
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<Omit<Annotators, 'job'>> {
    const table = await this.rooms.access.table(versionId, credentials);
    const sight = labelSight(table);
    if (!sight.label) return NOBODY;
    if (annotatorsArtifact)
      return this.#several(annotatorsArtifact, table, credentials);
    if (!sight.annotator) return NOBODY;
    const { annotator, classes } = table.manifest;
    if (!annotator || !classes || !scoresArtifact) return NOBODY;
    return this.#one(scoresArtifact, classes);
  }

  /** As the job found it; without names where these are personal and hidden. */
  async #several(
    annotatorsArtifact: string,
    { version, manifest }: VisibleTable,
    credentials: BackstageCredentials,
  ): Promise<Omit<Annotators, 'job'>> {
    const { access, artifacts, assets } = this.rooms;
    const answer = await readJson<CrowdAnswer>(artifacts, annotatorsArtifact);
    const today = (await assets.get(version.assetId))?.manifest;
    const isPersonal = [manifest, today].some(
      declared => declared?.kind === 'Dataset' && declared.annotators?.personal,
    );
    const { readings, ...shown } =
      isPersonal && !(await access.seesPersonal(credentials, version.assetId))
        ? unnamed(answer)
        : answer;
    return withFindings(shown, readings);
  }

  /** Of each label one person is known: theirs look right where predictions do not doubt them. */
  async #one(
    scoresArtifact: string,
    classes: NonNullable<DatasetManifest['classes']>,
  ): Promise<Omit<Annotators, 'job'>> {
    const found = await this.rooms.files.query(
      { s: this.rooms.artifacts.pathOf(scoresArtifact) },
      `SELECT annotator, given,
         CASE WHEN kind IN ('label_error', 'ambiguous') THEN suggested ELSE given END AS looks,
         count(*) AS n
       FROM s WHERE annotator IS NOT NULL AND score IS NOT NULL GROUP BY ALL`,
    );
    const index = new Map(classes.map((name, i) => [name, i]));
    const people = new Map<string, ConfusionCell[]>();
    for (const cell of found) {
      const name = String(cell.annotator);
      const [given, truth] = [cell.given, cell.looks].map(label =>
        index.get(String(label)),
      );
      if (given === undefined || truth === undefined) continue;
      const cells = people.get(name) ?? [];
      people.set(name, cells);
      cells.push({ given, truth, count: Number(cell.n) });
    }
    return {
      design: 'one',
      annotators: [...people]
        .map(([annotator, cells]) => {
          const countOf = (some: readonly ConfusionCell[]) =>
            some.reduce((sum, { count }) => sum + count, 0);
          const rows = countOf(cells);
          const right = countOf(
            cells.filter(({ given, truth }) => given === truth),
          );
          return {
            annotator,
            rows,
            quality: { value: right / rows, ...wilson(right, rows), n: rows },
            confusion: shownConfusion(cells, classes),
          };
        })
        .sort(
          (a, b) =>
            a.quality.value - b.quality.value ||
            a.annotator.localeCompare(b.annotator),
        ),
    };
  }
}

/** How people read the guideline, in sentences. */
function withFindings(
  answer: Omit<Annotators, 'job'>,
  readings: CrowdAnswer['readings'],
): Omit<Annotators, 'job'> {
  if (!readings || !answer.agreement) return answer;
  const { findings, people, classes } = readings;
  return {
    ...answer,
    agreement: {
      ...answer.agreement,
      findings: findings
        .slice(0, SHOWN_FINDINGS)
        .map(finding => boxFindingText(finding, people, classes)),
    },
  };
}

/** Annotators by number, in the order in which they are shown. */
function unnamed(answer: CrowdAnswer): CrowdAnswer {
  const numbers = new Map<string, number>();
  const nameOf = (annotator: string) => {
    const number = numbers.get(annotator) ?? numbers.size + 1;
    numbers.set(annotator, number);
    return `annotator ${number}`;
  };
  return {
    ...answer,
    annotators: answer.annotators.map(each => ({
      ...each,
      annotator: nameOf(each.annotator),
    })),
    pairs: answer.pairs?.map(pair => ({
      ...pair,
      a: nameOf(pair.a),
      b: nameOf(pair.b),
    })),
    ...(answer.readings
      ? {
          readings: {
            ...answer.readings,
            people: answer.readings.people.map(nameOf),
          },
        }
      : {}),
  };
}
