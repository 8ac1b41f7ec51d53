import { seededRandom } from '../seededRandom';
import { findNeighbours } from './findNeighbours';
import { findOutliers } from './findOutliers';
import { neighbourVote } from './neighbourVote';

const FAR = 200;

/** Two hundred rows whose distances have a long tail, and one far away. */
function skewed() {
  const random = seededRandom(7);
  const rows = Array.from({ length: FAR }, () => {
    const radius = Math.exp(2 * (random() + random() - 1));
    const angle = 2 * Math.PI * random();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  return findNeighbours({
    features: Float64Array.from([...rows, [200, 200]].flat()),
    columns: 2,
  });
}

describe('findOutliers', () => {
  it('finds the row far from its neighbours, and no row of the tail', async () => {
    expect(findOutliers(await skewed()).outliers).toEqual([FAR]);
  });

  it('takes rows of the tail for outliers with the linear fence', async () => {
    const { outliers } = findOutliers(await skewed(), 'linear');
    expect(outliers[0]).toBe(FAR);
    expect(outliers.length).toBeGreaterThan(1);
  });

  it('scores exp(-mean distance / median of these)', async () => {
    // Mean distances of the two nearest: 1.5, 1, 1, 1.5.
    const graph = await findNeighbours({
      features: Float64Array.of(0, 1, 2, 3),
      columns: 1,
      k: 2,
    });
    expect(Array.from(findOutliers(graph).scores)).toEqual(
      [1.5, 1, 1, 1.5].map(distance => Math.exp(-distance / 1.25)),
    );
  });
});

describe('neighbourVote', () => {
  it('gives each class its share of the neighbours, the row itself left out', async () => {
    const graph = await findNeighbours({
      features: Float64Array.of(0, 1, 2.5, 4.5),
      columns: 1,
      k: 2,
    });
    expect(
      Array.from(neighbourVote(graph, Int32Array.of(1, 0, 0, 1), 2)),
    ).toEqual([1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0]);
  });

  it('names the row of a label outside the classes', async () => {
    const graph = await findNeighbours({
      features: Float64Array.of(0, 1),
      columns: 1,
    });
    expect(() => neighbourVote(graph, Int32Array.of(0, 5), 2)).toThrow(
      'Row 1 has label 5; classes go from 0 to 1.',
    );
  });
});
