import { useCompany } from './useCompany.ts';

/** The id of the company that is being looked at. */
export function useCompanyId(): string {
  return useCompany().companyId;
}
