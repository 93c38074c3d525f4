import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { createModelCatalogue } from '#server/llm/modelCatalogue.ts';
import type { CompanySettings } from '#shared/companySettings.ts';
import { type Role, role as roles } from '#shared/llmCall.ts';

const nothingToChoose =
  'No language model is connected, so there is none to choose. Set a key in .env and start again.';

interface CompanyModelsParts {
  fork: () => Em;
  /** What holds where a company has chosen nothing. */
  defaults: Record<Role, string>;
  /** Null: no model is connected, and the offline engine plays every role, whatever was chosen before. */
  catalogue: ReturnType<typeof createModelCatalogue> | null;
}

/** Which model plays which role for which company. */
export function createCompanyModels({ fork, defaults, catalogue }: CompanyModelsParts) {
  async function chosenBy(companyId: string): Promise<Partial<Record<Role, string>>> {
    if (!catalogue) return {};
    const { rows } = await sql<{ role: Role; model: string }>`
      select role, model from company_models where company_id = ${companyId}`.execute(fork().getKysely());
    return Object.fromEntries(rows.map(({ role, model }) => [role, model]));
  }

  return {
    /**
     * Whether a call can be made to a model now.
     * @throws AppError `no-model-connected`, `model-without-key`, `model-not-listed`
     */
    async mustReach(model: string): Promise<void> {
      if (catalogue) await catalogue.mustOffer(model);
      else if (!Object.values(defaults).includes(model))
        throw new AppError('no-model-connected', nothingToChoose, { status: 409 });
    },

    /** As they are at this moment: a run asks once, at its start. */
    of: async (companyId: string): Promise<Record<Role, string>> => ({
      ...defaults,
      ...(await chosenBy(companyId)),
    }),

    settings: async (
      companyId: string,
    ): Promise<Pick<CompanySettings, 'roles' | 'offered' | 'problems' | 'endpoints'>> => {
      const chosen = await chosenBy(companyId);
      const offer = (await catalogue?.offer()) ?? { models: [], problems: [] };
      return {
        roles: roles.options.map((role) => ({
          role,
          model: chosen[role] ?? defaults[role],
          standard: defaults[role],
          isChosen: chosen[role] !== undefined,
        })),
        offered: offer.models,
        problems: offer.problems,
        endpoints: catalogue?.endpoints ?? [],
      };
    },

    /**
     * Gives a role another model from the next run on; null gives it the standard one again.
     * @throws AppError `company-not-found`, `no-model-connected`, `model-without-key`, `model-not-listed`
     */
    set: (company: string, role: Role, model: string | null): Promise<void> =>
      inCompany(fork(), company, async ({ em, companyId }) => {
        if (model === null) {
          await sql`delete from company_models where company_id = ${companyId} and role = ${role}`.execute(
            em.getKysely(),
          );
          return;
        }
        if (!catalogue) throw new AppError('no-model-connected', nothingToChoose, { status: 409 });
        await catalogue.mustOffer(model);
        await sql`insert into company_models (company_id, role, model) values (${companyId}, ${role}, ${model})
          on conflict (company_id, role) do update set model = excluded.model`.execute(em.getKysely());
      }),
  };
}

export type CompanyModels = ReturnType<typeof createCompanyModels>;
