import type { Fact, NewChatEvent, Source } from '#shared/chatEvent.ts';
import { analysisSchema, type Theme, themesOf } from './analysis.ts';
import { askForJson } from './askForJson.ts';
import { fence } from './fence.ts';
import { orAborted } from './orAborted.ts';
import type { Plan } from './plan.ts';
import { instructions } from './prompts.ts';
import { reviewLines } from './reviewLines.ts';
import type { StepOutcome } from './runStep.ts';
import type { AgentContext } from './team.ts';

/** What the reviews say and how often; every number was counted by code or by the database. */
export interface Analysis {
  themes: Theme[];
  /** Reviews of the whole collection that pass the plan's filter. */
  passingFilter: number;
  /** How many of those have 1, 2, 3, 4, 5 stars; null where the question does not turn on it. */
  byRating: number[] | null;
}

/** Data Analysis: the model groups, code counts. Throws AppError `analysis-unreadable`. */
export async function* analyseReviews(
  context: AgentContext,
  plan: Plan,
  sources: readonly Source[],
): AsyncGenerator<NewChatEvent, StepOutcome<Analysis>> {
  const { team, asked, signal, stepId } = context;
  const counted = orAborted(countInDatabase(context, plan), signal);
  // awaited below: a failure in between must not count as unhandled
  counted.catch(() => undefined);
  const raw = yield* askForJson({
    callModel: team.callModel,
    name: 'analysis',
    schema: analysisSchema,
    signal,
    call: {
      role: 'Data Analysis',
      model: team.models['Data Analysis'],
      stepId,
      instructions: instructions['Data Analysis'],
      messages: [
        {
          role: 'user',
          content: [fence('question', asked.question), fence('reviews', reviewLines(sources))].join('\n'),
        },
      ],
      maxOutputTokens: 3_000,
      temperature: 0,
    },
  });
  const themes = themesOf(raw, sources.length);
  return { result: { themes, ...(await counted) }, facts: facts(themes, sources.length) };
}

async function countInDatabase(
  { team }: AgentContext,
  { output, filters }: Plan,
): Promise<Omit<Analysis, 'themes'>> {
  const passingFilter = await team.countReviews(filters);
  if (output !== 'count' && output !== 'trend' && output !== 'comparison')
    return { passingFilter, byRating: null };
  const { minRating = 1, maxRating = 5 } = filters;
  const byRating = await Promise.all(
    [1, 2, 3, 4, 5].map((stars) =>
      stars < minRating || stars > maxRating
        ? 0
        : team.countReviews({ ...filters, minRating: stars, maxRating: stars }),
    ),
  );
  return { passingFilter, byRating };
}

function facts(themes: readonly Theme[], read: number): Fact[] {
  if (themes.length === 0)
    return [
      { label: 'Themes', value: 'none' },
      { label: 'Counted', value: `0 of ${read} reviews` },
    ];
  return [
    { label: 'Themes', value: themes.map((theme) => theme.label).join('; ') },
    { label: 'Counted', value: `${themes.map((theme) => theme.count).join(', ')} of ${read} reviews` },
  ];
}
