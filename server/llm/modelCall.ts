import type { NewChatEvent } from '#shared/chatEvent.ts';
import type { CallStatus, CallType, Role, Usage } from '#shared/llmCall.ts';

/** One message of a request, in OpenAI's words. */
export type ModelMessage =
  | { role: 'user' | 'assistant'; content: string }
  | { role: 'assistant'; content: string | null; tool_calls: unknown[] }
  | { role: 'tool'; tool_call_id: string; content: string };

/** A tool the model may ask for; `parameters` is a JSON schema. */
export interface ModelTool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

/** What an agent asks of a model. Who pays and which run it belongs to is bound by the orchestrator, never by the agent. */
export interface ModelCall {
  role: Role;
  /** `vendor/model`. */
  model: string;
  callType: CallType;
  stepId: string;
  /** The standing instructions, sent as the system message and stored once per version. */
  instructions: string;
  messages: ModelMessage[];
  tools?: ModelTool[];
  jsonSchema?: { name: string; schema: Record<string, unknown> };
  maxOutputTokens: number;
  temperature?: number;
  metadata?: Record<string, unknown>;
}

export interface ToolCall {
  id: string;
  name: string;
  /** JSON as the model wrote it: parse with care. */
  arguments: string;
}

/** How the last attempt of a call ended. Only `done` is a whole answer. */
export interface CallOutcome {
  callId: string;
  status: Exclude<CallStatus, 'open'>;
  text: string;
  toolCalls: ToolCall[];
  finishReason: string | null;
  usage: Usage | null;
  costNanoUsd: number | null;
  error: { code: string; message: string; retryable: boolean } | null;
}

/** What comes out of a call while it runs: events for the log, and the model's visible text piece by piece. */
export type CallOutput = { type: 'event'; event: NewChatEvent } | { type: 'text'; text: string };

/** The one door to a model, bound to a run. Never throws for what a provider did: that is an outcome. */
export type CallModel = (call: ModelCall, signal: AbortSignal) => AsyncGenerator<CallOutput, CallOutcome>;
