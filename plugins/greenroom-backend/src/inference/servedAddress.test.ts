import { servedAddress } from './servedAddress';

const ENDPOINT = { protocol: 'oip-v2', model: 'reader' } as const;
const SERVICE = { name: 'reader', namespace: 'forms' };
const RULE = 'https://{name}-{namespace}.models.example.com';

describe('servedAddress', () => {
  const urlOf = (
    ...rest: Parameters<typeof servedAddress> extends [string, ...infer Rest]
      ? Rest
      : never
  ) => servedAddress('reader', ...rest).url;

  it('is that of the manifest before any other', () => {
    const url = 'https://here.example.com';
    expect(urlOf({ ...ENDPOINT, url }, [SERVICE], RULE)).toBe(url);
  });

  it('is what the platform told, else what its rule makes of the name', () => {
    const told = { ...SERVICE, servedAt: 'https://told.example.com' };
    expect(urlOf(ENDPOINT, [told], RULE)).toBe(told.servedAt);
    expect(urlOf(ENDPOINT, [SERVICE], RULE)).toBe(
      'https://reader-forms.models.example.com',
    );
    expect(urlOf(ENDPOINT, [{ name: 'reader' }], RULE)).toBe(
      'https://reader-default.models.example.com',
    );
  });

  it('is none of a canary, and says what is missing', () => {
    const canary = { ...SERVICE, canaryTrafficPercent: 10 };
    expect(() => urlOf(ENDPOINT, [canary], RULE)).toThrow(
      /no InferenceService serves it/,
    );
    expect(() => urlOf(ENDPOINT, [SERVICE], undefined)).toThrow(
      /greenroom\.inference\.kserve\.url/,
    );
  });
});
