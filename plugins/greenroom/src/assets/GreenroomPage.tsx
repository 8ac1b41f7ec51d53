import { NavLink, Route, Routes } from 'react-router-dom';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { assetsRouteRef } from '../routes';
import { AuditTab } from '../audit/AuditTab';
import { useAllowedActions } from '../components/useAllowedActions';
import { HealthTab } from '../health/HealthTab';
import { OrganisationLineage } from '../lineage/organisation/OrganisationLineage';
import { ReviewPage } from '../reviews/ReviewPage';
import { ReviewsPage } from '../reviews/ReviewsPage';
import { AssetsList } from './AssetsList';
import { SyncTab } from './SyncTab';
import styles from './assets.module.css';

/** `/greenroom`: all assets; beside it, at `/greenroom/reviews`, what waits for a judgement, at `/greenroom/lineage` what is made of what, at `/greenroom/sync`, what sync is doing, at `/greenroom/health` what is promised of computations, and at `/greenroom/audit` what people did. */
export function GreenroomPage() {
  const root = useRouteRef(assetsRouteRef)?.() ?? '/greenroom';
  const allowed = useAllowedActions();
  return (
    <main className={styles.page}>
      <nav className={styles.tabs} aria-label="ML assets">
        <NavLink to={root} end>
          Assets
        </NavLink>
        <NavLink to={`${root}/reviews`}>Reviews</NavLink>
        <NavLink to={`${root}/lineage`}>Lineage</NavLink>
        <NavLink to={`${root}/sync`}>Sync</NavLink>
        <NavLink to={`${root}/health`}>Health</NavLink>
        {allowed.includes('audit') ? (
          <NavLink to={`${root}/audit`}>Audit</NavLink>
        ) : null}
      </nav>
      <Routes>
        <Route path="/" element={<AssetsList />} />
        <Route path="/reviews" element={<ReviewsPage />} />
        <Route path="/reviews/:reviewId" element={<ReviewPage />} />
        <Route path="/lineage" element={<OrganisationLineage />} />
        <Route path="/sync" element={<SyncTab />} />
        <Route path="/health" element={<HealthTab />} />
        <Route path="/audit" element={<AuditTab />} />
      </Routes>
    </main>
  );
}
