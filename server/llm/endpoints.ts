import { AppError } from '../appError.ts';

/** The variables that decide which models answer, already parsed; an empty one is absent. */
export interface ModelVariables {
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  ANTHROPIC_API_KEY?: string | undefined;
  OPENROUTER_API_KEY?: string | undefined;
  /** Sets planner, retriever, analyst and writer at once. */
  MODEL?: string | undefined;
  MODEL_PLANNER?: string | undefined;
  MODEL_RETRIEVER?: string | undefined;
  MODEL_ANALYST?: string | undefined;
  MODEL_WRITER?: string | undefined;
  MODEL_EMBEDDING?: string | undefined;
}

/** Where a model id goes. */
export interface Route {
  /** `openai`, `anthropic`, `openrouter`, `offline`, else host and port of the endpoint. */
  provider: string;
  baseURL: string;
  /** Empty when the endpoint wants none. */
  apiKey: string;
  /** The model's name as that endpoint knows it. */
  upstreamName: string;
}

/** A model id per role; `embedding` null means no vectors. */
export interface RoleModels {
  planner: string;
  retriever: string;
  analyst: string;
  writer: string;
  embedding: string | null;
}

export interface Endpoints {
  /** An endpoint of one's own, a vendor's key, OpenRouter's, or none of them. */
  kind: 'base-url' | 'keys' | 'offline';
  models: RoleModels;
  /** The role models that a variable asked for, with that variable's name. */
  chosen: { variable: string; model: string }[];
  /** Throws an `AppError` for an id that no key can reach. */
  routeOf: (model: string) => Route;
}

const addresses = {
  openai: 'https://api.openai.com/v1',
  // https://platform.claude.com/docs/en/api/openai-sdk
  anthropic: 'https://api.anthropic.com/v1/',
  openrouter: 'https://openrouter.ai/api/v1',
  offline: 'http://offline.invalid/v1',
};

/** The hosts whose names we know, so that a base URL of theirs gets their parameters and prices. */
const providerOfHost = new Map([
  ['api.openai.com', 'openai'],
  ['api.anthropic.com', 'anthropic'],
  ['openrouter.ai', 'openrouter'],
]);

/**
 * Reads where models are and which one plays which role. Nothing is contacted.
 * @throws AppError when OPENAI_BASE_URL can't be used
 */
export function chooseEndpoints(env: ModelVariables): Endpoints {
  const kind = kindOf(env);
  const routeOf = routesBy(env, kind);
  const asked = {
    planner: askedFor(env, 'MODEL_PLANNER'),
    retriever: askedFor(env, 'MODEL_RETRIEVER'),
    analyst: askedFor(env, 'MODEL_ANALYST'),
    writer: askedFor(env, 'MODEL_WRITER'),
    embedding: env.MODEL_EMBEDDING ? { variable: 'MODEL_EMBEDDING', model: env.MODEL_EMBEDDING } : null,
  };
  const defaults = defaultModels(env, kind);
  // without an endpoint the offline engine plays every role, whatever was asked for
  const modelOf = (role: 'planner' | 'retriever' | 'analyst' | 'writer') =>
    kind === 'offline' ? defaults[role] : (asked[role]?.model ?? defaults[role]);
  return {
    kind,
    models: {
      planner: modelOf('planner'),
      retriever: modelOf('retriever'),
      analyst: modelOf('analyst'),
      writer: modelOf('writer'),
      embedding: kind === 'offline' ? null : (asked.embedding?.model ?? null),
    },
    chosen: Object.values(asked).filter((choice) => choice !== null),
    routeOf,
  };
}

function kindOf(env: ModelVariables): Endpoints['kind'] {
  if (env.OPENAI_BASE_URL) return 'base-url';
  return env.OPENAI_API_KEY || env.ANTHROPIC_API_KEY || env.OPENROUTER_API_KEY ? 'keys' : 'offline';
}

function askedFor(
  env: ModelVariables,
  variable: 'MODEL_PLANNER' | 'MODEL_RETRIEVER' | 'MODEL_ANALYST' | 'MODEL_WRITER',
) {
  const own = env[variable];
  if (own) return { variable, model: own };
  return env.MODEL ? { variable: 'MODEL', model: env.MODEL } : null;
}

function defaultModels(env: ModelVariables, kind: Endpoints['kind']): Omit<RoleModels, 'embedding'> {
  if (kind === 'offline') {
    return {
      planner: 'offline/planner',
      retriever: 'offline/retriever',
      analyst: 'offline/analyst',
      writer: 'offline/writer',
    };
  }
  const [small, large] = defaultPair(env, kind);
  return { planner: small, analyst: small, retriever: large, writer: large };
}

function defaultPair(env: ModelVariables, kind: Endpoints['kind']): [small: string, large: string] {
  const onlyKey = kind === 'keys' && !env.OPENROUTER_API_KEY;
  // gpt-5 streams for verified organisations only; these two stream for every key
  if (onlyKey && !env.ANTHROPIC_API_KEY) return ['openai/gpt-4.1-mini', 'openai/gpt-4.1'];
  if (onlyKey && !env.OPENAI_API_KEY) return ['anthropic/claude-haiku-4.5', 'anthropic/claude-sonnet-4.5'];
  return ['openai/gpt-5-nano', 'anthropic/claude-sonnet-4.5'];
}

function routesBy(env: ModelVariables, kind: Endpoints['kind']): (model: string) => Route {
  if (kind === 'offline') {
    return (model) => ({ provider: 'offline', baseURL: addresses.offline, apiKey: '', upstreamName: model });
  }
  const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY = '', ANTHROPIC_API_KEY, OPENROUTER_API_KEY } = env;
  if (baseURL) {
    const provider = providerAt(baseURL);
    return (model) => ({ provider, baseURL, apiKey: OPENAI_API_KEY, upstreamName: model });
  }
  return (model) => {
    const slash = model.indexOf('/');
    const [vendor, name] = [model.slice(0, Math.max(slash, 0)), model.slice(slash + 1)];
    if (OPENAI_API_KEY && (vendor === 'openai' || (vendor === '' && !ANTHROPIC_API_KEY))) {
      return { provider: 'openai', baseURL: addresses.openai, apiKey: OPENAI_API_KEY, upstreamName: name };
    }
    if (ANTHROPIC_API_KEY && (vendor === 'anthropic' || (vendor === '' && !OPENAI_API_KEY))) {
      const upstreamName = anthropicName(name);
      return { provider: 'anthropic', baseURL: addresses.anthropic, apiKey: ANTHROPIC_API_KEY, upstreamName };
    }
    if (OPENROUTER_API_KEY) {
      return {
        provider: 'openrouter',
        baseURL: addresses.openrouter,
        apiKey: OPENROUTER_API_KEY,
        upstreamName: model,
      };
    }
    throw new AppError(
      'model-without-key',
      `No key is set that reaches the model ${model}. ${keyFor(vendor)}`,
    );
  };
}

function providerAt(baseURL: string): string {
  if (!URL.canParse(baseURL)) {
    throw new AppError(
      'base-url-invalid',
      'OPENAI_BASE_URL is not a URL, such as http://127.0.0.1:11434/v1.',
    );
  }
  const { host, username, password } = new URL(baseURL);
  // no request can be made to such an address, and it would show a secret
  if (username || password) {
    throw new AppError(
      'base-url-invalid',
      'OPENAI_BASE_URL holds a user name or a password. Put the key into OPENAI_API_KEY instead.',
    );
  }
  return providerOfHost.get(host) ?? host;
}

// OpenRouter writes claude-sonnet-4.5 where Anthropic itself writes claude-sonnet-4-5
function anthropicName(name: string): string {
  return name.replace(/(\d)\.(\d)/g, '$1-$2');
}

function keyFor(vendor: string): string {
  if (vendor === 'openai') return 'Set OPENAI_API_KEY or OPENROUTER_API_KEY.';
  if (vendor === 'anthropic') return 'Set ANTHROPIC_API_KEY or OPENROUTER_API_KEY.';
  return 'Set OPENROUTER_API_KEY, or write the model as vendor/model.';
}
