import type { ModelMessage } from '#server/llm/modelCall.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { askForJson } from './askForJson.ts';
import { conversation } from './conversation.ts';
import { dataLine, fence } from './fence.ts';
import { orAborted } from './orAborted.ts';
import { boundedPlan, type Plan, planSchema } from './plan.ts';
import { instructions } from './prompts.ts';
import type { StepOutcome } from './runStep.ts';
import type { AgentContext, ReviewsOverview } from './team.ts';

const shownProducts = 60;

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
      maxOutputTokens: 2_000,
      temperature: 0,
    },
  });
  const plan = boundedPlan(raw, overview.products);
  return {
    result: { plan, overview },
    facts: [
      { label: 'Intent', value: plan.intent },
      { label: 'Output', value: plan.output },
      { label: 'Needs', value: plan.needs.join(' + ') || 'nothing else' },
    ],
  };
}

function planningMessage({ team, asked }: AgentContext, overview: ReviewsOverview): ModelMessage {
  const { reviews, products, averageRating, from, to } = overview;
  const listed = products.slice(0, shownProducts).map((name) => dataLine(name, 80));
  const lines = [
    fence('question', asked.question),
    `Company: ${dataLine(team.companyName, 80)}`,
    `Reviews: ${reviews}, average rating ${averageRating === null ? 'unknown' : averageRating.toFixed(1)} of 5`,
    `Dates: ${from === null || to === null ? 'unknown' : `${from.slice(0, 10)} to ${to.slice(0, 10)}`}`,
    `Today: ${new Date().toISOString().slice(0, 10)}`,
    fence('products', listed.join('\n')),
  ];
  return { role: 'user', content: lines.join('\n') };
}
