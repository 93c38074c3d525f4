import { languageOf } from './languageOf.ts';

const ofReviews =
  /\b(?:reviews?|customers?|users?|buyers?|clients?|complain\w*|feedback|ratings?|stars?|products?|say|said|mention\w*|quotes?|average|kunden|bewertungen?|clientes?|avis|reseñas|app|gaps?)\b/i;
const elsewhere =
  /\b(?:weather|wetter|météo|forecast|capital of|hauptstadt|capitale|president|prime minister|election|poems?|gedicht|poème|poema|stor(?:y|ies) about|tell me a joke|joke|witz|blague|lyrics|song|essay|haiku|translate|übersetze|recipe for|rezept|stock price|share price|aktienkurs|bitcoin|exchange rate|football|soccer|world cup|movie|horoscope|news today|python|javascript|typescript|java|regex|sql query|write (?:me )?(?:a |some )?(?:code|function|script|program|sort\w*|email)|solve|square root|integral|derivative|meaning of life|population of|how old is|who (?:won|invented|wrote|discovered)|distance (?:from|to)|what time is it|what day is it)\b|\bwhat(?:'s| is) \d+|^[\s\d+*/x×÷=().-]*\d\s*[+*/x×÷-]\s*\d[\s\d+*/x×÷=().?-]*$/i;
const otherWork =
  /^\W*(?:please |can you |could you |bitte )?(?:write|compose|draw|schreib\w*|écris|escribe)\b.{0,16}\b(?:poems?|songs?|story|haiku|code|script|function|essay|gedicht|poème|poema)\b/i;
/** Orders to the engine itself; nothing in reviews answers them. */
const meddling =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?)\b|\b(?:system|hidden) prompt\b/i;
const aboutCandor =
  /^\W*(?:who|what) are you\b|\bwhat can you do\b|\bhow can you help\b|^\W*(?:help|hilfe)\W*$|\bwer bist du\b|\bwas kannst du\b|\bqui es[- ]tu\b|\bquién eres\b/i;
const thanks = /\b(?:thanks?|thx|danke|merci|gracias|grazie|obrigad[oa])\b/i;

const outside = {
  en: 'That is outside what I can answer: I read the customer reviews of {company} and nothing else. Ask me, for example, *What are the top complaints?* or *What is the average rating per product?*',
  de: 'Das kann ich nicht beantworten: Ich lese die Kundenbewertungen von {company} und sonst nichts. Fragen Sie zum Beispiel *Was sind die häufigsten Beschwerden?* oder *Wie ist die Durchschnittsbewertung pro Produkt?*',
  fr: 'Je ne peux pas répondre à cela : je lis les avis des clients de {company} et rien d’autre. Demandez par exemple *Quelles sont les principales plaintes ?* ou *Quelle est la note moyenne par produit ?*',
  es: 'Eso queda fuera de lo que puedo responder: leo las reseñas de los clientes de {company} y nada más. Pregunte, por ejemplo, *¿Cuáles son las principales quejas?* o *¿Cuál es la nota media por producto?*',
} as const;

/** A whole answer to a question that no review could answer; null in doubt, since a review question is never refused. */
export function outOfScopeReply(question: string, company: string): string | null {
  if (aboutCandor.test(question)) return greeting(question);
  if (
    !meddling.test(question) &&
    !otherWork.test(question) &&
    (!elsewhere.test(question) || ofReviews.test(question))
  )
    return null;
  return outside[languageOf(question) ?? 'en'].replace('{company}', () => company);
}

/** Small talk in a sentence or two; asked what it can do, Candor also says how to connect a model. */
export function greeting(talk: string): string {
  if (thanks.test(talk))
    return 'You are welcome! Ask on whenever you like: every answer cites the reviews it comes from.';
  if (aboutCandor.test(talk))
    return 'I am Candor: I search your customers’ reviews, group what they say, count it and cite every review I use. Right now my built-in engine answers; to connect a language model, set `OPENROUTER_API_KEY`, `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` or `OPENAI_BASE_URL` and start again.';
  return 'Hello! I answer questions about your customers’ reviews, with counts and citations. Try *What are the top 5 product gaps from negative reviews?*';
}
