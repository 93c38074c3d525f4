import { randomUUID } from 'node:crypto';
import { bodyFrames } from './chaos/bodyFrames.ts';
import type { ChaosReply } from './chaos/chaosReply.ts';
import type { ChatRequest } from './chaos/chatRequest.ts';
import { countChaosTokens } from './chaos/countChaosTokens.ts';
import { faultSet } from './chaos/faultSet.ts';
import { streamFrames } from './chaos/streamFrames.ts';
import { usageJson } from './chaos/usageJson.ts';
import type { ScriptStep } from './scriptStep.ts';

/** A step as the bytes that go out, up to where it hangs or is cut; tokens by the rule of `countChaosTokens`. */
export function scriptedFrames(step: ScriptStep, request: ChatRequest): Buffer[] {
  const { pieces = [], toolCalls = [], ending = 'whole' } = step;
  const faults = faultSet([]);
  const spoken = pieces.join('') + toolCalls.map((call) => call.arguments).join('');
  const tokens = { prompt: countChaosTokens(request.promptText), completion: countChaosTokens(spoken) };
  const reply: ChaosReply = {
    id: `chatcmpl-${randomUUID()}`,
    model: request.model,
    createdAt: Math.floor(Date.now() / 1000),
    pieces,
    toolCalls,
    finishReason: step.finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'),
    usage: usageJson(faults, tokens, request.includeUsage || !request.stream),
  };
  const frames = [...(request.stream ? streamFrames(reply, faults) : bodyFrames(reply, faults))];
  return frames
    .filter((frame) => ending === 'whole' || frame.place !== 'closing')
    .map((frame) => frame.bytes);
}
