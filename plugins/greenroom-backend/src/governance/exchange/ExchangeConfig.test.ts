import { ConfigReader } from '@backstage/config';
import { readExchangeConfig } from './ExchangeConfig';

const read = (greenroom: object) =>
  readExchangeConfig(new ConfigReader({ greenroom } as never));

describe('configuration of exchange', () => {
  it('sends events nowhere where nothing is said', () => {
    expect(read({})).toEqual({
      openLineage: { to: 'nowhere' },
      cardTemplates: ['hugging-face'],
    });
  });

  it.each([
    [{ url: 'ftp://marquez' }, /openLineage\.url is ftp/],
    [{ url: 'https://marquez', file: 'events.jsonl' }, /Keep one of them/],
  ])('refuses %j', (openLineage, message) => {
    expect(() => read({ openLineage })).toThrow(message);
  });
});
