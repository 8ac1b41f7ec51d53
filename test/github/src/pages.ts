import type { ApiChecks, ApiCommit, ApiPull, ApiRepository } from './GithubApi';
import type { ApiRun } from './Workflows';

/** The few pages of the host that a person of the demo opens. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  pre { overflow-x: auto; border: 1px solid #8886; border-radius: 6px; padding: .75rem; font-size: 13px; }
  .add { background: #2da44e33; } .del { background: #cf222e33; }
  button { font: inherit; padding: .4rem 1rem; border-radius: 6px; border: 1px solid #1a7f37; background: #1a7f37; color: #fff; }
  .state { border: 1px solid #8888; border-radius: 1rem; padding: .1rem .7rem; }
</style></head><body><main>${body}</main></body></html>`;
}

export function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

export function pullPage(
  repository: string,
  pull: ApiPull,
  checks: ApiChecks,
  files: ApiCommit['files'] = [],
): string {
  const unmerged = pull.state === 'open' ? 'Open' : 'Closed';
  const state = pull.merged ? 'Merged' : unmerged;
  const merge =
    state === 'Open'
      ? `<form method="post" action="/${repository}/pull/${pull.number}/merge"><button>Merge pull request</button></form>`
      : '';
  return page(
    `${pull.title} · #${pull.number}`,
    `<p><a href="/${repository}">${escape(repository)}</a></p>
<h1>${escape(pull.title)} <small>#${pull.number}</small></h1>
<p><span class="state">${state}</span> ${escape(
      pull.user.login,
    )} wants to merge <code>${escape(pull.head.ref)}</code> into <code>${escape(
      pull.base.ref,
    )}</code></p>
${merge}${checksOf(checks)}<h2>Description</h2><pre>${escape(
      pull.body ?? '',
    )}</pre>
${diffOf(files)}`,
  );
}

export function runPage(repository: string, run: ApiRun): string {
  return page(
    run.display_title,
    `<p><a href="/${repository}">${escape(repository)}</a></p>
<h1>${escape(run.display_title)} <small>#${run.run_number}</small></h1>
<p><span class="state">${run.conclusion ?? run.status}</span> ${escape(
      run.path,
    )} on <code>${escape(run.head_branch)}</code>, begun ${
      run.run_started_at
    }</p>`,
  );
}

/** Verdicts of others on a commit; nothing where there are none. */
function checksOf({ check_runs: checks }: ApiChecks): string {
  if (checks.length === 0) return '';
  const lines = checks.map(
    ({ name, conclusion, details_url: details, output }) =>
      `<li><span class="state">${escape(
        conclusion ?? 'under way',
      )}</span> <strong>${escape(name)}</strong>: ${escape(
        output.title ?? '',
      )}${
        details ? ` <a href="${escape(details)}">Details</a>` : ''
      }<pre>${escape(output.summary ?? '')}</pre></li>`,
  );
  return `<h2>Checks</h2><ul>${lines.join('')}</ul>`;
}

export function commitPage(
  repository: string,
  commit: ApiCommit,
  checks: ApiChecks,
): string {
  return page(
    commit.commit.message,
    `<p><a href="/${repository}">${escape(repository)}</a></p><h1>${escape(
      commit.commit.message.split('\n')[0],
    )}</h1>
<p>${escape(commit.commit.author.name)} on ${escape(
      commit.commit.author.date,
    )} · <code>${commit.sha}</code></p>
<pre>${escape(commit.commit.message)}</pre>${checksOf(checks)}${diffOf(
      commit.files,
    )}`,
  );
}

function diffOf(files: ApiCommit['files'] = []): string {
  return `<h2>${files.length} changed ${
    files.length === 1 ? 'file' : 'files'
  }</h2>${files
    .map(
      file =>
        `<h3>${escape(file.filename)} <small>+${file.additions} −${
          file.deletions
        }</small></h3>${
          file.patch
            ? `<pre>${file.patch
                .split('\n')
                .slice(0, 400)
                .map(diffLine)
                .join('\n')}</pre>`
            : ''
        }`,
    )
    .join('')}`;
}

function diffLine(line: string): string {
  const kind = { '+': 'add', '-': 'del' }[line[0]];
  return kind ? `<span class="${kind}">${escape(line)}</span>` : escape(line);
}

export function filePage(
  repository: string,
  ref: string,
  file: string,
  text: string,
): string {
  const lines = text
    .split('\n')
    .map((line, i) => `<span id="L${i + 1}">${escape(line)}</span>`);
  return page(
    `${file} at ${ref}`,
    `<p><a href="/${repository}">${escape(repository)}</a></p><h1>${escape(
      file,
    )}</h1><p>at <code>${escape(ref)}</code></p><pre>${lines.join('\n')}</pre>`,
  );
}

export function repositoryPage(
  repository: ApiRepository,
  commits: readonly ApiCommit[],
  pulls: readonly ApiPull[],
): string {
  const name = repository.full_name;
  return page(
    name,
    `<h1>${escape(name)}</h1><p>${escape(repository.description ?? '')}</p>
<h2>Pull requests</h2><ul>${
      pulls
        .map(
          pull =>
            `<li><a href="/${name}/pull/${pull.number}">#${
              pull.number
            } ${escape(pull.title)}</a> ${
              pull.merged ? 'merged' : pull.state
            }</li>`,
        )
        .join('') || '<li>none</li>'
    }</ul>
<h2>Commits</h2><ul>${commits
      .map(
        commit =>
          `<li><a href="/${name}/commit/${commit.sha}"><code>${commit.sha.slice(
            0,
            7,
          )}</code> ${escape(
            commit.commit.message.split('\n')[0],
          )}</a> by ${escape(commit.commit.author.name)}</li>`,
      )
      .join('')}</ul>`,
  );
}

export function missingPage(what: string): string {
  return page('Not found', `<h1>Not found</h1><p>${escape(what)}</p>`);
}
