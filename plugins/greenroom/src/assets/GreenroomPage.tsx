import { NavLink, Route, Routes } from 'react-router-dom';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { assetsRouteRef } from '../routes';
import { HealthTab } from '../health/HealthTab';
import { AssetsList } from './AssetsList';
import { SyncTab } from './SyncTab';
import styles from './assets.module.css';

/** `/greenroom`: all assets; beside it, at `/greenroom/sync`, what sync is doing, and at `/greenroom/health` what is promised of computations. */
export function GreenroomPage() {
  const root = useRouteRef(assetsRouteRef)?.() ?? '/greenroom';
  return (
    <main className={styles.page}>
      <nav className={styles.tabs} aria-label="ML assets">
        <NavLink to={root} end>
          Assets
        </NavLink>
        <NavLink to={`${root}/sync`}>Sync</NavLink>
        <NavLink to={`${root}/health`}>Health</NavLink>
      </nav>
      <Routes>
        <Route path="/" element={<AssetsList />} />
        <Route path="/sync" element={<SyncTab />} />
        <Route path="/health" element={<HealthTab />} />
      </Routes>
    </main>
  );
}
