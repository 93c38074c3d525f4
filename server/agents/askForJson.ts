import { z } from 'zod';
import { AppError } from '#server/appError.ts';
import type { CallModel, ModelCall } from '#server/llm/modelCall.ts';
import type { NewChatEvent } from '#shared/chatEvent.ts';
import { askModel } from './askModel.ts';
import { jsonInText } from './jsonInText.ts';

interface JsonCall<Schema extends z.ZodType> {
  callModel: CallModel;
  call: Omit<ModelCall, 'jsonSchema' | 'callType'>;
  /** Names the schema for the provider. */
  name: string;
  schema: Schema;
  signal: AbortSignal;
}

const shownUnits = 4_000;
const mistakeUnits = 600;

/**
 * Asks for JSON that fits a schema. An unreadable answer is shown to the model once, with its mistake;
 * a second one throws AppError `<name>-unreadable`.
 */
export async function* askForJson<Schema extends z.ZodType>({
  callModel,
  call,
  name,
  schema,
  signal,
}: JsonCall<Schema>): AsyncGenerator<NewChatEvent, z.infer<Schema>> {
  const asked: ModelCall = {
    ...call,
    callType: 'TOOL_USE',
    jsonSchema: { name, schema: strictJsonSchema(schema) },
  };
  const first = yield* askModel(callModel, asked, signal);
  const reading = schema.safeParse(jsonInText(first.text));
  if (reading.success) return reading.data;

  const mistake = z.prettifyError(reading.error).slice(0, mistakeUnits);
  const repair: ModelCall = {
    ...asked,
    messages: [
      ...asked.messages,
      { role: 'assistant', content: first.text.slice(0, shownUnits).toWellFormed() || '(nothing)' },
      {
        role: 'user',
        content: `That could not be read as the JSON asked for:\n${mistake}\nAnswer again with the corrected JSON object and nothing else.`,
      },
    ],
    metadata: { ...asked.metadata, repair: true },
  };
  const second = yield* askModel(callModel, repair, signal);
  const repaired = schema.safeParse(jsonInText(second.text));
  if (repaired.success) return repaired.data;
  throw new AppError(
    `${name}-unreadable`,
    `The model's ${name} could not be read, even after it was shown its mistake. Please try again.`,
    { status: 503, retryable: true, cause: repaired.error },
  );
}

/** A zod schema as providers in strict mode take it: every key required, no `$schema`, no `default`. */
function strictJsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.default;
    },
  });
  return rest;
}
