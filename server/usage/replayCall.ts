import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import { callOutsideRun } from '#server/llm/callOutsideRun.ts';
import type { Services } from '#server/services.ts';
import type { CallOutsideRun } from '#shared/callOutsideRun.ts';
import { role } from '#shared/llmCall.ts';
import { getCall } from './getCall.ts';

const message = z.union([
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
  z.object({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z.array(z.unknown()),
  }),
  z.object({ role: z.enum(['user', 'assistant']), content: z.string() }),
]);
const tool = z.object({
  name: z.string(),
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
});
const jsonSchema = z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) });

/** A request as the ledger keeps it, as far as another model can be asked the same. */
const keptRequest = z.object({
  instructions: z.string(),
  messages: z.array(message).min(1),
  tools: z.array(z.object({ function: tool })).optional(),
  response_format: z.object({ json_schema: jsonSchema.optional() }).optional(),
  temperature: z.number().optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
});

interface Replay {
  callId: string;
  /** `vendor/model`; the call's own where none is named. */
  model: string | undefined;
  userId: string;
}

/**
 * Sends the request of an earlier call to any model that is connected, as a call of its own whose
 * `metadata.replay_of` names the earlier one. The earlier row stays as it is.
 * @throws AppError `call-not-found`, `request-not-kept`, `no-model-connected`, `model-without-key`, `model-not-listed`
 */
export async function replayCall(
  services: Services,
  { callId, model, userId }: Replay,
  signal: AbortSignal,
): Promise<CallOutsideRun> {
  const earlier = await getCall(services.database.fork(), callId);
  const { data: kept } = keptRequest.safeParse(earlier.request);
  if (!kept) {
    throw new AppError(
      'request-not-kept',
      'The whole request of this call is no longer kept, so it cannot be sent again.',
      { status: 409 },
    );
  }
  const wanted = model ?? earlier.model;
  await services.models.mustReach(wanted);
  const { instructions, messages, tools, response_format: format, temperature } = kept;
  const call = {
    role: role.catch('Answer').parse(earlier.metadata['role']),
    model: wanted,
    instructions,
    messages,
    ...(tools ? { tools: tools.map((one) => one.function) } : {}),
    ...(format?.json_schema ? { jsonSchema: format.json_schema } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    maxOutputTokens: kept.max_tokens ?? kept.max_completion_tokens ?? 4_000,
    metadata: { purpose: 'replay', replay_of: callId },
  };
  return callOutsideRun(services, { companyId: earlier.companyId, userId }, call, signal);
}
