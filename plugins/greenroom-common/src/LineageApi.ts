import type {
  LineageAround,
  LineagePath,
  LineageQuery,
  LineageStart,
} from './lineageGraph';
import type {
  ColumnLineage,
  LineageComparison,
  LineageImpact,
  LineageProblemList,
  RowLineage,
  StaleList,
} from './lineageQuestions';
import type {
  OrganisationLineage,
  OrganisationQuery,
} from './organisationLineage';

/** Questions about where things come from and what came of them. Times are ISO 8601; without one, as it is now. */
export interface LineageApi {
  /** Upstream and downstream of a node, or of all versions of an asset. */
  getLineageAround(query: LineageQuery): Promise<LineageAround>;
  /** What is concerned if it is withdrawn: which data, models, deployments. A repository is the node `source:<source id>:<repository>`. */
  getLineageImpact(
    query: LineageStart & { at?: string; limit?: number },
  ): Promise<LineageImpact>;
  /** Of all assets that the caller may see, collapsed to what is read at a glance. */
  getOrganisationLineage(
    query: OrganisationQuery,
  ): Promise<OrganisationLineage>;
  /** A shortest way between two nodes, or between any two that stand for an asset, a system or a team. */
  getLineagePath(query: {
    from: string;
    to: string;
    at?: string;
  }): Promise<LineagePath>;
  compareLineages(query: {
    first: string;
    second: string;
    at?: string;
  }): Promise<LineageComparison>;
  /** What is no longer made of the newest, and why; of one asset, or of all. */
  listStale(query?: {
    assetId?: string;
    offset?: number;
    limit?: number;
  }): Promise<StaleList>;
  /** What cannot be right: of one asset's neighbourhood, or of all. */
  listLineageProblems(query?: {
    assetId?: string;
    offset?: number;
    limit?: number;
  }): Promise<LineageProblemList>;
  /** Which models and deployments saw a row; it takes the permission to see rows. */
  getRowLineage(versionId: string, key: string): Promise<RowLineage>;
  /** Where the columns of a version come from, and where they go. */
  getColumnLineage(versionId: string): Promise<ColumnLineage>;
}
