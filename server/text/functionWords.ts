type Foreign = (typeof languages)[number];

const languages = ['de', 'fr', 'es'] as const;
const words: Readonly<Record<Foreign, string>> = {
  de: `der die das den dem des ein eine einen einem einer eines kein keine keinen keinem ich du er sie es wir ihr mich mir dich
dir ihn ihm ihnen uns euch man mein meine meinen meinem meiner dein deine sein seine seinen ihre ihren unser unsere dieser
diese dieses diesen diesem jeder jede jedes jeden alle alles allen welche welcher welches was wer wie wo wann warum und oder
aber denn weil dass daß wenn ob als also auch nur noch schon so sehr zu zum zur von vom vor mit bei beim nach aus in im ins
an am ab auf für über unter durch gegen ohne um bis seit zwischen hinter neben während wegen ist sind war waren bin bist seid
wird werden wurde wurden worden hat habe haben hatte hatten kann können konnte muss müssen soll will mehr dann doch mal hier
da dort sich selbst etwas bitte dabei damit dafür davon dazu wieder immer`,
  fr: `le la les l un une des du de d au aux je j tu il elle on nous vous ils elles me m te t se s lui leur leurs mon ma mes
ton ta tes son sa ses notre nos votre vos ce c cet cette ces cela ça qui que qu quoi dont où quand comme comment pourquoi et
ou mais donc car ni si ne n plus très trop peu bien aussi encore même en y dans sur sous avec sans pour par chez vers
entre depuis pendant avant après dès est sont suis es êtes était étaient être été a ai as ont avons avez avait avoir sera
fait tout toute tous toutes quel quelle quels quelles ici là alors`,
  es: `el la los las lo un una unos unas al del de yo tú él ella nosotros ellos ellas usted me te se nos os le les mi mis tu
tus su sus nuestro nuestra este esta estos estas ese esa eso esto aquel que qué quien cual cuando como cómo donde dónde por
porque y e o u pero sino si no ni ya muy más menos también tampoco en con sin para a ante bajo desde hasta hacia entre sobre
tras durante es son soy eres era eran ser sido está están estoy estaba fue ha he han hay había tiene tengo todo toda todos
todas cada otro otra aquí allí así cuál cuánto`,
};
const letters: Readonly<Record<Foreign, RegExp>> = { de: /[äöüß]/, fr: /[àâçèêëîïôœùû]/, es: /[ñ¿¡áíóú]/ };
/** In English these name or do something. */
const alsoEnglish: ReadonlySet<string> = new Set(
  'die war hat also man bin son car pour sera ton tout plus sur fait sin has'.split(' '),
);
const sets = languages.map((language) => ({ language, its: new Set(words[language].split(/\s+/)) }));
const none: ReadonlySet<string> = new Set();

/**
 * The small words of the language that a text is in, given its words in lower case and which of them are small in
 * English; none for English and in doubt.
 */
export function functionWordsOf(
  lower: readonly string[],
  isEnglish: (index: number) => boolean,
): ReadonlySet<string> {
  const scored = sets.map(({ language, its }) => ({
    its,
    score: lower.reduce((score, word, index) => {
      if (its.has(word)) return isEnglish(index) || alsoEnglish.has(word) ? score : score + 1;
      if (letters[language].test(word)) return score + 1;
      return isEnglish(index) ? score - 1 : score;
    }, 0),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.its : none;
}
