import { useQuery } from '@tanstack/react-query';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { EarlierImport } from './EarlierImport.tsx';

/** What was imported into this company, and the way back. */
export function EarlierImports() {
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
  if (!company || !imports.data?.length) return null;
  return (
    <section aria-label="Earlier imports" className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h3 className="font-semibold">Earlier imports into {company.name}</h3>
      {imports.data.map((record) => (
        <EarlierImport key={record.id} companyId={companyId} record={record} />
      ))}
    </section>
  );
}
