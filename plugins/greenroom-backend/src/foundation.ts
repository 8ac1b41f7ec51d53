import {
  CHANNEL_JOBS,
  type JobStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import { AnalysisStore } from './analysis/AnalysisStore';
import { RunStore } from './analysis/RunStore';
import { Acts } from './governance/audit/Acts';
import { AuditEventStore } from './governance/audit/AuditEventStore';
import { JobActs } from './governance/audit/JobActs';
import { RecordingAuditor } from './governance/audit/RecordingAuditor';
import { JobBroker } from './jobs/JobBroker';
import { JobDesk } from './jobs/JobDesk';
import { JobLogStore } from './jobs/JobLogStore';
import { withoutReason } from './jobs/JobReasons';
import { JobStore } from './jobs/JobStore';
import { AssetPermissions } from './permissions/AssetPermissions';
import { ProposalStore } from './proposals/ProposalStore';
import { AssetStore } from './registry/AssetStore';
import type { RoomServices } from './RoomServices';
import { DeploymentStore } from './sync/DeploymentStore';
import { RetrainingStore } from './training/RetrainingStore';

/** What every room may use: the services, the stores that several rooms read, the queue, and who may what. */
export type Foundation = ReturnType<typeof layFoundation>;

export function layFoundation(services: RoomServices) {
  const { httpAuth, knex, logger, signals } = services;
  const permissions = new AssetPermissions(
    services.permissions,
    services.permissionRules,
    knex,
  );
  const auditEvents = new AuditEventStore(knex);
  const auditor = new RecordingAuditor({
    auditor: services.auditor,
    httpAuth,
    events: auditEvents,
    assetsAbout: about => permissions.assetsAbout(about),
  });
  const acts = new Acts({ auditor, logger });
  /** To every page that is open. */
  const tell = (channel: string, message: object) =>
    signals.publish({
      recipients: { type: 'broadcast' },
      channel,
      message: { ...message },
    });
  const jobs = new JobStore(knex);
  const jobActs = new JobActs({ jobs, acts });
  /** Rooms that hear of each job; they are made after what tells them. */
  const ofJobs: ((status: JobStatus) => Promise<void>)[] = [
    status => jobActs.heard(status),
  ];
  const logs = new JobLogStore(knex);
  const broker = new JobBroker(jobs, logs, logger, status => {
    // Every page hears of it; why one failed is asked by whoever may know.
    void tell(CHANNEL_JOBS, withoutReason(status));
    for (const hear of ofJobs)
      void hear(status).catch(error => logger.error(error));
  });
  return {
    ...services,
    permissions,
    auditEvents,
    auditor,
    acts,
    tell,
    ofJobs,
    jobs,
    logs,
    broker,
    desk: new JobDesk({ jobs, broker }),
    assets: new AssetStore(knex),
    runs: new RunStore(knex, jobs),
    analyses: new AnalysisStore(knex, jobs),
    deployments: new DeploymentStore(knex),
    retrainings: new RetrainingStore(knex),
    baskets: new ProposalStore(knex),
  };
}
