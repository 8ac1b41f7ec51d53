import { licenceOf } from './licenceOf';

describe('a licence as manifests write it', () => {
  it.each([
    ['mit', 'MIT'],
    ['cc-by-sa-4.0 or apache-2.0', 'CC-BY-SA-4.0 OR Apache-2.0'],
    ['https://creativecommons.org/licenses/by-nc/4.0/deed.en', 'CC-BY-NC-4.0'],
    ['http://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['https://spdx.org/licenses/BSD-3-Clause.html', 'BSD-3-Clause'],
    ['our own terms', 'our own terms'],
  ])('%s is %s', (written, spdx) => {
    expect(licenceOf({ license: written })).toBe(spdx);
  });
});

describe('several licences', () => {
  it('all bind, each once, in whichever order they are named', () => {
    const licenses = ['mit', 'cc-by-4.0', 'MIT'];
    const all = '(CC-BY-4.0) AND (MIT)';
    expect(licenceOf({ licenses })).toBe(all);
    expect(licenceOf({ licenses: [...licenses].reverse() })).toBe(all);
  });
});
