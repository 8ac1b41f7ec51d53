import { html, type Html } from './html';

/** Undefined where there are no rows. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`<table>
    <thead>
      <tr>
        ${columns.map(name => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        row =>
          html`<tr>
            ${row.map(cell =>
              typeof cell === 'number'
                ? html`<td class="number">${cell}</td>`
                : html`<td>${cell}</td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
