import type { Manifest } from '@greenroom/manifest';
import { guidelineOf } from './guidelineOf';

const asset = (path: string, guideline?: string) => ({
  path,
  repository: 'acme/data',
  headCommit: 'c1',
  manifest: { kind: 'Dataset', guideline } as unknown as Manifest,
});
const source = {
  fileUrl: (...parts: unknown[]) => `https://host/${parts.join('/')}`,
};

describe('guidelineOf', () => {
  it('links the file beside the manifest that names it', () => {
    expect(
      guidelineOf(asset('forms/greenroom.yaml', 'GUIDELINE.md'), source),
    ).toEqual({
      path: 'forms/GUIDELINE.md',
      url: 'https://host/acme/data/c1/forms/GUIDELINE.md',
    });
    expect(
      guidelineOf(asset('greenroom.yaml', 'GUIDELINE.md'), undefined),
    ).toEqual({ path: 'GUIDELINE.md', url: undefined });
  });

  it('is none where the manifest names none', () => {
    expect(guidelineOf(asset('greenroom.yaml'), source)).toBeUndefined();
  });
});
