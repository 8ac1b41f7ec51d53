import type { EvaluationSpec } from '@greenroom/manifest';
import type { Version } from '../registry/Asset';
import type { KnownDeployment } from '../sync/DeploymentStore';
import { baselineFrom, heldAgainst } from './baseline';
import type { RunWithJob } from './RunStore';
import { versionInUse } from './versionInUse';

const version = (semver: string, commit: string) =>
  ({
    id: semver,
    manifest: { name: 'reader' },
    facts: { semver },
    commits: [commit],
  } as unknown as Version);
const VERSIONS = [
  version('1.0.0', 'aaaaaaaaaa'),
  version('2.0.0', 'bbbbbbbbbb'),
  version('3.0.0', 'cccccccccc'),
];
const served = (more: Partial<KnownDeployment>) =>
  ({ name: 'reader', namespace: 'forms', ...more } as KnownDeployment);
const stages = (stage: string, commit: string) => ({
  registration: {
    versions: [],
    stages: [{ stage, commit }],
    deprecated: false,
  },
});

describe('versionInUse', () => {
  it('is what KServe is told to serve, before what a stage names', () => {
    expect(
      versionInUse(stages('prod', 'aaaaaaaaaa'), VERSIONS, [
        served({ version: 'v2.0.0' }),
      ]),
    ).toEqual({
      version: VERSIONS[1],
      saidBy: 'KServe serves it as forms/reader',
    });
  });

  it('is what the stage of use names, where nothing is served; other stages are none', () => {
    expect(versionInUse(stages('prod', 'aaaaaaaaaa'), VERSIONS, [])).toEqual({
      version: VERSIONS[0],
      saidBy: 'the stage prod names it',
    });
    expect(
      versionInUse(stages('dev', 'aaaaaaaaaa'), VERSIONS, []),
    ).toBeUndefined();
  });

  it('is no canary', () => {
    expect(
      versionInUse({}, VERSIONS, [
        served({ version: '3.0.0', canaryTrafficPercent: 10 }),
        served({ revision: 'bbbbbbb' }),
      ])?.version.id,
    ).toBe('2.0.0');
  });
});

describe('heldAgainst', () => {
  it('is the version in use where that is earlier, else the version before, and says which', () => {
    const inUse = { version: VERSIONS[0], saidBy: 'the stage prod names it' };
    expect(heldAgainst(VERSIONS[2], VERSIONS, inUse)?.name).toBe(
      'reader 1.0.0 (in use: the stage prod names it)',
    );
    expect(heldAgainst(VERSIONS[0], VERSIONS, inUse)).toBeUndefined();
    expect(heldAgainst(VERSIONS[2], VERSIONS, undefined)?.name).toBe(
      'reader 2.0.0 (the version before; nothing declares which is in use)',
    );
  });
});

describe('baselineFrom', () => {
  const spec = (gate: object) => ({ gates: [gate] } as EvaluationSpec);
  const against = heldAgainst(VERSIONS[1], VERSIONS, undefined);
  const run = (state: string, result?: object) =>
    ({ job: { state }, result } as unknown as RunWithJob);

  it('is waited for only where a gate compares with it', () => {
    const open = run('running');
    expect(baselineFrom(spec({ regression: 'forbidden' }), against, open)).toBe(
      'to come',
    );
    expect(baselineFrom(spec({ min: 0.9 }), against, open)).toBeUndefined();
  });

  it('names the predictions of the other version', () => {
    expect(
      baselineFrom(
        spec({ maxDrop: 0.1 }),
        against,
        run('succeeded', { predictionsArtifact: 'p' }),
      ),
    ).toEqual({ artifact: 'p', name: against!.name });
  });
});
