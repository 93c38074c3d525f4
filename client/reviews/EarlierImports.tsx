import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { EarlierImport } from './EarlierImport.tsx';

/** What was imported into this company, and the way back; `whenNone` where nothing was. */
export function EarlierImports({ whenNone = null }: { whenNone?: ReactNode }) {
  const client = useCandorClient();
  const { companyId, company } = useCompany();
  const imports = useQuery({
    queryKey: ['imports', companyId],
    queryFn: () => client.reviews.imports.query({ companyId }),
  });
  if (imports.error)
    return (
      <p className="text-sm text-danger">{`Earlier imports could not be loaded. ${imports.error.message}`}</p>
    );
  if (!company || !imports.data?.length) return imports.data ? whenNone : null;
  return (
    <section aria-label="Earlier imports" className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="font-semibold">Earlier imports into {company.name}</h3>
      {imports.data.map((record) => (
        <EarlierImport key={record.id} companyId={companyId} record={record} />
      ))}
    </section>
  );
}
