import { ResponseError } from '@backstage/errors';
import type { AssetQuery, GreenroomApi } from './GreenroomApi';
import type { DecideRequest, DrawAuditRequest } from './decisions';
import type { ErrorQuestion, ErrorTrendQuery } from './errors';
import type { ProposalEntry, PublishRequest } from './proposal';
import type { RunPlanQuery, RunRequest } from './runPlan';
import type { RowFilter, RowSort } from './rows';
import type { DriftAgainst } from './versions';

/** A person's own token for the git host. */
export const HEADER_SCM_TOKEN = 'x-greenroom-scm-token';

type Answers = {
  [Name in keyof GreenroomApi]: Awaited<ReturnType<GreenroomApi[Name]>>;
};
type AnswerOf<Name extends keyof GreenroomApi> = Answers[Name];
type QueryOf<Name extends keyof GreenroomApi> = Parameters<
  GreenroomApi[Name]
>[0];

type Params = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/** The one client of the API: the frontend's and other backends'. */
export class GreenroomClient implements GreenroomApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  listAssets(query: AssetQuery = {}) {
    return this.#get<Awaited<ReturnType<GreenroomApi['listAssets']>>>(
      '/assets',
      query,
    );
  }
  getAsset(assetId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getAsset']>>>(
      `/assets/${encodeURIComponent(assetId)}`,
    );
  }
  getAssetByEntity(entityRef: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getAssetByEntity']>>>(
      '/assets/by-entity',
      { entityRef },
    );
  }
  async listVersions(assetId: string) {
    const { items } = await this.#get<{
      items: Awaited<ReturnType<GreenroomApi['listVersions']>>;
    }>(`/assets/${encodeURIComponent(assetId)}/versions`);
    return items;
  }
  async listSources() {
    const { items } = await this.#get<{
      items: Awaited<ReturnType<GreenroomApi['listSources']>>;
    }>('/sources');
    return items;
  }
  async listSyncs(assetId: string) {
    const { items } = await this.#get<{
      items: Awaited<ReturnType<GreenroomApi['listSyncs']>>;
    }>(`/assets/${encodeURIComponent(assetId)}/syncs`);
    return items;
  }
  listEntities(query: {
    ids?: readonly string[];
    after?: string;
    limit?: number;
  }) {
    return this.#get<Awaited<ReturnType<GreenroomApi['listEntities']>>>(
      '/entities',
      { ...query, ids: query.ids && JSON.stringify(query.ids) },
    );
  }
  refresh(assetId: string) {
    return this.#send<Awaited<ReturnType<GreenroomApi['refresh']>>>(
      'POST',
      `/assets/${encodeURIComponent(assetId)}/refresh`,
    );
  }

  listRuns(query: { modelAssetId?: string; datasetAssetId?: string }) {
    return this.#get<Awaited<ReturnType<GreenroomApi['listRuns']>>>(
      '/runs',
      query,
    );
  }
  getRun(runId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getRun']>>>(
      `/runs/${encodeURIComponent(runId)}`,
    );
  }
  planRuns(assetId: string, query: RunPlanQuery = {}) {
    return this.#get<AnswerOf<'planRuns'>>(
      `/assets/${encodeURIComponent(assetId)}/runs/plan`,
      query,
    );
  }
  askForRuns(assetId: string, request: RunRequest) {
    return this.#send<AnswerOf<'askForRuns'>>(
      'POST',
      `/assets/${encodeURIComponent(assetId)}/runs`,
      request,
    );
  }
  listRetrainings(assetId: string) {
    return this.#get<AnswerOf<'listRetrainings'>>(
      `/assets/${encodeURIComponent(assetId)}/retrainings`,
    );
  }
  retryRetraining(assetId: string, retrainingId: string) {
    return this.#send<AnswerOf<'retryRetraining'>>(
      'POST',
      `/assets/${encodeURIComponent(assetId)}/retrainings/${encodeURIComponent(
        retrainingId,
      )}/retry`,
    );
  }
  compareRuns(from: string, to: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['compareRuns']>>>(
      '/runs/compare',
      { from, to },
    );
  }
  attributeRuns(from: string, to: string) {
    return this.#get<AnswerOf<'attributeRuns'>>('/runs/attribution', {
      from,
      to,
    });
  }
  getErrorAnalysis(runId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getErrorAnalysis']>>>(
      `/runs/${encodeURIComponent(runId)}/errors`,
    );
  }
  exploreErrors(runId: string, question: ErrorQuestion) {
    return this.#send<AnswerOf<'exploreErrors'>>(
      'POST',
      `/runs/${encodeURIComponent(runId)}/errors/explore`,
      question,
    );
  }
  getErrorTrend(runId: string, { where, measure }: ErrorTrendQuery) {
    return this.#get<AnswerOf<'getErrorTrend'>>(
      `/runs/${encodeURIComponent(runId)}/errors/trend`,
      { where: JSON.stringify(where), measure },
    );
  }
  getLabelQuality({ versionId, ...query }: QueryOf<'getLabelQuality'>) {
    return this.#get<AnswerOf<'getLabelQuality'>>(
      `/versions/${encodeURIComponent(versionId)}/labels`,
      query,
    );
  }
  getLabelGroups({ versionId, ...query }: QueryOf<'getLabelGroups'>) {
    return this.#get<AnswerOf<'getLabelGroups'>>(
      `/versions/${encodeURIComponent(versionId)}/labels/groups`,
      query,
    );
  }
  getLabelMap({ versionId, ...query }: QueryOf<'getLabelMap'>) {
    return this.#get<AnswerOf<'getLabelMap'>>(
      `/versions/${encodeURIComponent(versionId)}/labels/map`,
      query,
    );
  }
  getAnnotators(versionId: string) {
    return this.#get<AnswerOf<'getAnnotators'>>(
      `/versions/${encodeURIComponent(versionId)}/labels/annotators`,
    );
  }
  getLabelHistory(assetId: string) {
    return this.#get<AnswerOf<'getLabelHistory'>>(
      `/assets/${encodeURIComponent(assetId)}/labels/history`,
    );
  }

  decide(assetId: string, request: DecideRequest) {
    return this.#send<AnswerOf<'decide'>>(
      'PUT',
      `/assets/${encodeURIComponent(assetId)}/decisions`,
      request,
    );
  }
  undoDecisions(
    assetId: string,
    request: Parameters<GreenroomApi['undoDecisions']>[1],
  ) {
    return this.#send<AnswerOf<'undoDecisions'>>(
      'DELETE',
      `/assets/${encodeURIComponent(assetId)}/decisions`,
      request,
    );
  }
  decideAll(
    assetId: string,
    request: Parameters<GreenroomApi['decideAll']>[1],
  ) {
    return this.#send<AnswerOf<'decideAll'>>(
      'POST',
      `/assets/${encodeURIComponent(assetId)}/decisions/all`,
      request,
    );
  }
  async listDecisions(versionId: string, keys: string[]) {
    const { items } = await this.#send<{
      items: AnswerOf<'listDecisions'>;
    }>('POST', `/versions/${encodeURIComponent(versionId)}/decisions`, {
      keys,
    });
    return items;
  }
  drawAudit(versionId: string, request: DrawAuditRequest) {
    return this.#send<AnswerOf<'drawAudit'>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/audits`,
      request,
    );
  }
  async listAudits(versionId: string) {
    const { items } = await this.#get<{ items: AnswerOf<'listAudits'> }>(
      `/versions/${encodeURIComponent(versionId)}/audits`,
    );
    return items;
  }
  getAudit(auditId: string) {
    return this.#get<AnswerOf<'getAudit'>>(
      `/audits/${encodeURIComponent(auditId)}`,
    );
  }
  async listFilters(assetId: string) {
    const { items } = await this.#get<{ items: AnswerOf<'listFilters'> }>(
      `/assets/${encodeURIComponent(assetId)}/filters`,
    );
    return items;
  }
  async saveFilter(assetId: string, filter: { name: string; query: string }) {
    const { items } = await this.#send<{ items: AnswerOf<'saveFilter'> }>(
      'PUT',
      `/assets/${encodeURIComponent(assetId)}/filters`,
      filter,
    );
    return items;
  }
  async removeFilter(assetId: string, name: string) {
    const { items } = await this.#send<{ items: AnswerOf<'removeFilter'> }>(
      'DELETE',
      `/assets/${encodeURIComponent(assetId)}/filters`,
      { name },
    );
    return items;
  }
  getProfile(versionId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getProfile']>>>(
      `/versions/${encodeURIComponent(versionId)}/profile`,
    );
  }
  compareVersions(from: string, to: string) {
    return this.#send<Awaited<ReturnType<GreenroomApi['compareVersions']>>>(
      'POST',
      '/versions/compare',
      { from, to },
    );
  }
  getChangedRows(query: Parameters<GreenroomApi['getChangedRows']>[0]) {
    return this.#send<Awaited<ReturnType<GreenroomApi['getChangedRows']>>>(
      'POST',
      '/versions/compare/rows',
      query,
    );
  }
  getDrift(versionId: string, against: DriftAgainst) {
    return this.#send<Awaited<ReturnType<GreenroomApi['getDrift']>>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/drift`,
      { against },
    );
  }
  getLeakage(query: Parameters<GreenroomApi['getLeakage']>[0]) {
    const { versionId, ...body } = query;
    return this.#send<Awaited<ReturnType<GreenroomApi['getLeakage']>>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/leakage`,
      body,
    );
  }
  getBlame(versionId: string, keys: string[]) {
    return this.#send<Awaited<ReturnType<GreenroomApi['getBlame']>>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/blame`,
      { keys },
    );
  }
  async listJobs(query: { assetId?: string } = {}) {
    const { items } = await this.#get<{
      items: Awaited<ReturnType<GreenroomApi['listJobs']>>;
    }>('/jobs', query);
    return items;
  }
  retryJob(jobId: string) {
    return this.#send<Awaited<ReturnType<GreenroomApi['retryJob']>>>(
      'POST',
      `/jobs/${encodeURIComponent(jobId)}/retry`,
    );
  }
  getJobLog(jobId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getJobLog']>>>(
      `/jobs/${encodeURIComponent(jobId)}/log`,
    );
  }
  getComputeHealth() {
    return this.#get<Awaited<ReturnType<GreenroomApi['getComputeHealth']>>>(
      '/health/compute',
    );
  }
  cancelJob(jobId: string) {
    return this.#send<Awaited<ReturnType<GreenroomApi['cancelJob']>>>(
      'POST',
      `/jobs/${encodeURIComponent(jobId)}/cancel`,
    );
  }

  getRows(query: {
    versionId: string;
    runId?: string;
    filter?: RowFilter;
    sort?: RowSort;
    offset?: number;
    limit?: number;
  }) {
    const { versionId, ...body } = query;
    return this.#send<Awaited<ReturnType<GreenroomApi['getRows']>>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/rows`,
      body,
    );
  }
  async exportRows(query: { versionId: string; filter?: RowFilter }) {
    const { versionId, ...body } = query;
    const response = await this.#ask(
      `/versions/${encodeURIComponent(versionId)}/export`,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    return response.blob();
  }
  getThumbnails(versionId: string, keys: string[], sizePixels?: number) {
    return this.#send<Awaited<ReturnType<GreenroomApi['getThumbnails']>>>(
      'POST',
      `/versions/${encodeURIComponent(versionId)}/thumbnails`,
      { keys, sizePixels },
    );
  }

  getLineage(assetId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['getLineage']>>>(
      `/assets/${encodeURIComponent(assetId)}/lineage`,
    );
  }

  listProposals(assetId: string) {
    return this.#get<Awaited<ReturnType<GreenroomApi['listProposals']>>>(
      `/assets/${encodeURIComponent(assetId)}/proposals`,
    );
  }
  putEntries(assetId: string, entries: ProposalEntry[]) {
    return this.#send<Awaited<ReturnType<GreenroomApi['putEntries']>>>(
      'PUT',
      `/assets/${encodeURIComponent(assetId)}/draft/entries`,
      { entries },
    );
  }
  removeEntries(assetId: string, keys: string[]) {
    return this.#send<Awaited<ReturnType<GreenroomApi['removeEntries']>>>(
      'DELETE',
      `/assets/${encodeURIComponent(assetId)}/draft/entries`,
      { keys },
    );
  }
  publish(proposalId: string, request: PublishRequest, token?: string) {
    return this.#send<Awaited<ReturnType<GreenroomApi['publish']>>>(
      'POST',
      `/proposals/${encodeURIComponent(proposalId)}/publish`,
      request,
      token ? { [HEADER_SCM_TOKEN]: token } : {},
    );
  }

  #get<T>(path: string, params: Params = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      for (const each of [value].flat())
        if (each !== undefined) search.append(name, String(each));
    }
    const query = search.size > 0 ? `?${search}` : '';
    return this.#request<T>(`${path}${query}`);
  }

  #send<T>(
    method: string,
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.#request<T>(path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.#ask(path, init);
    return (await response.json()) as T;
  }

  async #ask(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('greenroom');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}
