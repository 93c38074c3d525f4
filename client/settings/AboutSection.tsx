import type { CompanySettings } from '#shared/companySettings.ts';
import { useSystemStatus } from '../shell/useSystemStatus.ts';
import { SettingsSection } from './SettingsSection.tsx';

const databases = {
  pglite: 'PostgreSQL inside Candor’s own process',
  postgres: 'A PostgreSQL server',
};

/** What this Candor runs on. Keys are named, never shown. */
export function AboutSection({ settings }: { settings: CompanySettings }) {
  const { data: status } = useSystemStatus();
  const { endpoints, keys, database } = settings;
  const facts = [
    ['Version', status?.version ?? '…'],
    ['Database', databases[database]],
    [
      'Models at',
      endpoints.length === 0
        ? 'Nowhere: the built-in engine answers'
        : endpoints.map(({ host }) => host).join(', '),
    ],
    ['Keys set', keys.length === 0 ? 'None' : keys.join(', ')],
  ] as const;
  return (
    <SettingsSection title="This Candor" intro="Set where it is started, in the environment or in .env.">
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[10rem_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint max-sm:-mb-2">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </SettingsSection>
  );
}
