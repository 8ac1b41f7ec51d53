import { asText, type Fields, isMap } from '../Fields';

/**
 * Licences of a card under both spellings (`license`, and `licenses` before
 * 2022), as text, list, or list by configuration; `other` by the name that
 * `license_name` gives it.
 */
export function licencesOf(card: Fields): string[] {
  for (const key of ['license', 'licenses']) {
    const value = card.raw(key);
    if (value === undefined || value === null) continue;
    const said = isMap(value)
      ? Object.values(value)
          .flat()
          .flatMap(item => asText(item) ?? [])
      : card.texts(key);
    const name = card.text('license_name');
    return [
      ...new Set(
        said.map(license => (license === 'other' && name ? name : license)),
      ),
    ];
  }
  return [];
}
