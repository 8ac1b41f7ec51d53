import path from 'node:path';

/** What the demo host and the portal agree on; both default to the same values. */
export type HostSettings = {
  readonly port: number;
  readonly portalPort: number;
  /** Folder for what survives a restart. */
  readonly state: string;
  readonly integrationToken: string;
  readonly webhookSecret: string;
};

export function readHostSettings(env: NodeJS.ProcessEnv): HostSettings {
  return {
    port: Number(env.GREENROOM_HOST_PORT ?? 7008),
    portalPort: Number(env.GREENROOM_PORT ?? 7007),
    state: path.resolve(env.GREENROOM_STATE ?? '.demo'),
    integrationToken: env.GREENROOM_GITHUB_TOKEN ?? 'demo-token-greenroom',
    webhookSecret: env.GREENROOM_WEBHOOK_SECRET ?? 'greenroom-demo-webhook',
  };
}
