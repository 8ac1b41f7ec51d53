import { createGreenroomClient } from './createGreenroomClient';

function client() {
  const asked: string[] = [];
  const api = createGreenroomClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/greenroom' },
    fetchApi: {
      fetch: (async (address: string) => {
        asked.push(address.replace('http://portal/api/greenroom', ''));
        return new Response('{}');
      }) as typeof fetch,
    },
  });
  return { api, asked };
}

describe('the client', () => {
  it('leaves out of an address what is not said, also of a file', async () => {
    const { api, asked } = client();
    await api.listAuditEvents({
      actor: 'user:default/mira',
      action: undefined,
    });
    await api.exportAuditEvents({
      actor: 'user:default/mira',
      action: undefined,
      format: 'csv',
    });
    expect(asked).toEqual([
      '/audit/events?actor=user%3Adefault%2Fmira',
      '/audit/export?actor=user%3Adefault%2Fmira&format=csv',
    ]);
  });

  it('names assets and groups whatever signs their ids hold', async () => {
    const { api, asked } = client();
    await api.getAsset('a:b/c#d');
    await api.getOrganisationLineage({ open: ['team:a&b'] });
    expect(asked).toEqual([
      '/assets/a%3Ab%2Fc%23d',
      `/lineage/organisation?open=${encodeURIComponent('["team:a&b"]')}`,
    ]);
  });
});
