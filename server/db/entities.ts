import { Message } from '#server/chat/Message.ts';
import { Run } from '#server/chat/Run.ts';
import { RunEvent } from '#server/chat/RunEvent.ts';
import { Session } from '#server/chat/Session.ts';
import { Company } from '#server/companies/Company.ts';
import { CompanyModel } from '#server/companies/CompanyModel.ts';
import { LlmCall } from '#server/llm/LlmCall.ts';
import { LlmCallText } from '#server/llm/LlmCallText.ts';
import { PromptVersion } from '#server/llm/PromptVersion.ts';
import { Import } from '#server/reviews/import/Import.ts';
import { Review } from '#server/reviews/Review.ts';

/** Every entity there is, listed rather than globbed. */
export const entities = [
  Company,
  CompanyModel,
  Review,
  Import,
  Session,
  Message,
  Run,
  RunEvent,
  LlmCall,
  LlmCallText,
  PromptVersion,
];
