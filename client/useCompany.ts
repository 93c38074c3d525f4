import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { defaultCompanyId } from '#shared/limits.ts';
import { useCandorClient } from './useCandorClient.ts';

const staleMs = 60_000;

/**
 * All companies and the one being looked at: the address's (`?company=`), else the default one, else the first.
 * `company` is absent until they are loaded, or when there is no such one.
 */
export function useCompany() {
  const client = useCandorClient();
  const { company: asked } = useSearch({ from: '__root__' });
  const { data } = useQuery({
    queryKey: ['companies'],
    queryFn: () => client.companies.list.query(),
    staleTime: staleMs,
  });
  const companies = data ?? [];
  const fallback = companies.find(({ id }) => id === defaultCompanyId) ?? companies[0];
  const companyId = asked ?? fallback?.id ?? defaultCompanyId;
  return {
    companyId,
    companies,
    company: companies.find(({ id }) => id === companyId),
    isLoading: data === undefined,
  };
}
