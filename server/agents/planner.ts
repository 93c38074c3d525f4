import type { ModelMessage } from '#server/llm/modelCall.ts';
import type { ReviewsOverview } from '#server/reviews/reviewsOverview.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { askForJson } from './askForJson.ts';
import { conversation } from './conversation.ts';
import { dataLine, fence } from './fence.ts';
import { orAborted } from './orAborted.ts';
import { outputLimits } from './outputLimits.ts';
import { boundedPlan, type Plan, planSchema } from './plan.ts';
import { instructions } from './prompts.ts';
import type { StepOutcome } from './runStep.ts';
import { scopeNoun } from './scopeNoun.ts';
import type { AgentContext } from './team.ts';

/** The plan and what it was made from. */
export interface Planning {
  plan: Plan;
  overview: ReviewsOverview;
}

/** Query Planning: what is asked, what answers it, where to look. Throws AppError `plan-unreadable`. */
export async function* planQuestion(
  context: AgentContext,
): AsyncGenerator<NewChatEvent, StepOutcome<Planning>> {
  const { team, asked, signal, stepId } = context;
  const overview = await orAborted(team.overview(), signal);
  const raw = yield* askForJson({
    callModel: team.callModel,
    name: 'plan',
    schema: planSchema,
    signal,
    call: {
      role: 'Query Planning',
      model: team.models['Query Planning'],
      stepId,
      instructions: instructions['Query Planning'],
      messages: [...conversation(asked.history), planningMessage(context, overview)],
      maxOutputTokens: outputLimits['Query Planning'],
      temperature: 0,
    },
  });
  const plan = boundedPlan(raw, { ...overview, chosen: asked.chosen });
  const { output, filters, searches } = plan;
  if (output !== 'direct') yield { type: 'scope', scope: { output, filters, searches } };
  const looksFor = searches.map((search) => `“${search}”`).join(', ');
  return {
    result: { plan, overview },
    facts: [
      { label: 'Intent', value: plan.intent },
      { label: 'Output', value: output },
      { label: 'Needs', value: plan.needs.join(' + ') || 'nothing else' },
      ...(output === 'direct' ? [] : [{ label: 'Scope', value: scopeNoun(filters) }]),
      ...(looksFor === '' ? [] : [{ label: 'Searches', value: looksFor }]),
    ],
  };
}

function planningMessage({ team, asked }: AgentContext, overview: ReviewsOverview): ModelMessage {
  const { reviews, negative, products, languages, averageRating, from, to } = overview;
  const average = averageRating === null ? 'unknown' : `${averageRating.toFixed(1)} of 5`;
  const earlier = asked.history.findLast(({ scope }) => scope !== null);
  const lines = [
    fence('question', asked.question),
    `Company: ${dataLine(team.companyName, 80)}`,
    `Reviews: ${reviews}, average rating ${average}, ${negative} negative`,
    `Dates: ${from === null || to === null ? 'unknown' : `${from.slice(0, 10)} to ${to.slice(0, 10)}`}`,
    `Languages: ${languages.map((code) => dataLine(code, 35)).join(', ') || 'unknown'}`,
    `Today: ${new Date().toISOString().slice(0, 10)}`,
    fence('products', products.map((name) => dataLine(name, 80)).join('\n')),
    ...(Object.keys(asked.chosen ?? {}).length === 0
      ? []
      : [`Chosen filter: ${JSON.stringify(asked.chosen)}`]),
    ...(earlier?.scope
      ? [
          `Earlier question: ${dataLine(earlier.question, 300)}`,
          `Earlier output: ${earlier.scope.output}`,
          `Earlier scope: ${JSON.stringify(earlier.scope.filters)}`,
          `Earlier searches: ${JSON.stringify(earlier.scope.searches)}`,
        ]
      : []),
  ];
  return { role: 'user', content: lines.join('\n') };
}
