/** A language that the engine can answer in. */
export type Language = 'en' | 'de' | 'fr' | 'es';

const marks: Readonly<Record<Exclude<Language, 'en'>, RegExp>> = {
  de: /\b(?:wie|was|welche[rsn]?|gibt|sind|kunden|bewertungen?|über|und|der|die|das|zeige?|mir|nur|warum|haben|nicht|ist|bitte|für|beschwerden|danke|hallo)\b/gi,
  fr: /\b(?:combien|quel(?:le)?s?|sont|clients?|avis|les|des|est|et|pourquoi|sur|montre|moi|dans|une|avec|bonjour|merci|que|disent)\b/gi,
  es: /\b(?:los|las|el|clientes?|reseñas|son|est[áa]n?|y|por|sobre|muestra|dicen|una|con|hola|gracias|opiniones)\b|[¿¡]|\b(?:cuánt|cuál|qué)/gi,
};

/** The language of a question, told by its small words; English in doubt. */
export function languageOf(question: string): Language {
  const counts = (['de', 'fr', 'es'] as const).map((language) => ({
    language,
    count: question.match(marks[language])?.length ?? 0,
  }));
  const [best] = counts.toSorted((a, b) => b.count - a.count);
  return best && best.count >= 2 && !/\b(?:the|of|what|how|which|are|is)\b/i.test(question)
    ? best.language
    : 'en';
}
