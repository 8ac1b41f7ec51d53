import { createMockDirectory } from '@backstage/backend-test-utils';
import { SCORE_COLUMNS } from '../analysis/compute/labels/Issue';
import { writeRecords } from '../analysis/compute/labels/writeRecords';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { AuditScores } from './AuditScores';
import { ResultFiles } from './ResultFiles';

type Line = {
  readonly key: string;
  readonly split?: string;
  readonly given?: string;
  readonly score?: number;
  readonly kind?: string;
};

describe('AuditScores', () => {
  const directory = createMockDirectory();
  const files = new ResultFiles([]);
  const artifacts = new DirectoryArtifacts(directory.resolve('artifacts'));
  const scores = new AuditScores({ artifacts, files });
  afterAll(() => files.close());

  const put = async (lines: readonly Line[]) => {
    const file = directory.resolve('scores.parquet');
    await writeRecords(file, SCORE_COLUMNS, lines);
    return artifacts.put(file);
  };
  const LINES: readonly Line[] = [
    { key: 'a', split: 'test', given: 'x', score: 0.1, kind: 'label_error' },
    { key: 'b', split: 'test', given: 'x', score: 0.6, kind: 'outlier' },
    { key: 'c', split: 'train', given: 'y', score: 0.3, kind: 'ambiguous' },
    { key: 'd', split: 'train', given: 'y', score: 0.9 },
    { key: 'unjudged', split: 'train', given: 'y' },
  ];

  it('counts judged, flagged and low rows of each stratum', async () => {
    const name = await put(LINES);
    expect(await scores.counts(name, { by: 'given' }, [0.2, 0.6])).toEqual(
      new Map([
        ['x', { judged: 2, flagged: 1, below: [1, 2] }],
        ['y', { judged: 2, flagged: 1, below: [0, 1] }],
      ]),
    );
    expect(await scores.counts(name, { split: 'train' }, [0.3])).toEqual(
      new Map([['all', { judged: 2, flagged: 1, below: [1] }]]),
    );
  });

  it('keeps the strata of the scores a sample was drawn by, whatever a later model thinks', async () => {
    const drawnBy = await put(LINES);
    const later = await put(
      LINES.map(line => ({ ...line, score: 0.5, kind: undefined })),
    );
    expect(
      await scores.counts(later, { by: 'flagged', drawnBy }, [0.5]),
    ).toEqual(
      new Map([
        ['flagged', { judged: 2, flagged: 0, below: [2] }],
        ['not flagged', { judged: 3, flagged: 0, below: [3] }],
      ]),
    );
  });

  it('says what the model thinks of rows it judged', async () => {
    const name = await put(LINES);
    expect(await scores.opinions(name, ['a', 'b', 'unjudged'])).toEqual(
      new Map([
        ['a', { score: 0.1, isFlagged: true }],
        ['b', { score: 0.6, isFlagged: false }],
      ]),
    );
  });
});
