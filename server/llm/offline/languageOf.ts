/** A language that the engine can answer in besides English. */
export type Language = 'de' | 'fr' | 'es';

const marks: Readonly<Record<Language, string>> = {
  de: 'wie was welche welcher welches gibt sind kunden bewertung bewertungen über und der die das zeig zeige mir nur warum haben nicht ist bitte für beschwerden danke hallo',
  fr: 'combien quel quelle quels quelles sont client clients avis les des est et pourquoi sur montre moi dans une avec bonjour merci que disent',
  es: '¿ ¡ los las el cliente clientes reseñas son está están y por sobre muestra dicen una con hola gracias opiniones cuánta cuánto cuántas cuántos cuál cuáles qué',
};

/** The language of a question, told by its small words; null for English and in doubt. */
export function languageOf(question: string): Language | null {
  if (/\b(?:the|of|what|how|which|are|is)\b/i.test(question)) return null;
  const said = question.toLowerCase().match(/\p{L}+|[¿¡]/gu) ?? [];
  const [best] = (['de', 'fr', 'es'] as const)
    .map((language) => {
      const known = marks[language].split(' ');
      return { language, count: said.filter((word) => known.includes(word)).length };
    })
    .toSorted((a, b) => b.count - a.count);
  return best && best.count >= 2 ? best.language : null;
}
