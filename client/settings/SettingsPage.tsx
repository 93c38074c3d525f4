import { useQuery } from '@tanstack/react-query';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { RetentionSection } from './RetentionSection.tsx';

/** Which models answer, how long texts are kept, how the page looks, and what this Candor runs on. */
export function SettingsPage() {
  const client = useCandorClient();
  const { companyId, company } = useCompany();
  const settings = useQuery({
    queryKey: ['settings', companyId],
    queryFn: ({ signal }) => client.companies.settings.query({ companyId }, { signal }),
  });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-6 sm:px-6">
      <title>Settings · Candor</title>
      <div className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-10">
        <h1 className="text-xl font-semibold">Settings</h1>
        {settings.data ? (
          <ModelsSection
            key={companyId}
            companyId={companyId}
            companyName={company?.name ?? companyId}
            settings={settings.data}
          />
        ) : settings.error ? (
          <LoadError
            error={settings.error}
            advice="The models could not be loaded."
            onRetry={() => void settings.refetch()}
          />
        ) : (
          <Skeleton lines={6} label="Loading the models" />
        )}
        <RetentionSection key={companyId} companyId={companyId} companyName={company?.name ?? companyId} />
        <AppearanceSection />
        {settings.data && <AboutSection settings={settings.data} />}
      </div>
    </div>
  );
}
