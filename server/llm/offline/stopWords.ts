/** Words that say nothing about what a review is about: grammar, pronouns, fillers, and what every review says. */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above actually after again against ago ain all almost alone along already also although always am among an and another any
anybody anymore anyone anything anyway anywhere are aren around as ask asked at away back bad badly basically be became because become
been before began being believe below best better between big bit both bought but buy buying by came can cannot cant come comes coming
could couldn couple day days decent deca definitely did didn different do does doesn doing don done dont down due during each either else
enough especially etc even ever every everybody everyone everything everywhere exactly except extremely far feel feels felt few find
finally fine first five for found four from full fully gave get gets getting give gives giving go goes going gone gonna good got gotta
great guess guy guys had hadn half happen happened hard has hasn have haven having he hello help hence her here hers herself hey hi high
him himself his hope how however i idea if im in indeed instead into is isn it its itself ive just keep keeps kept kind knew know known
knows last later least less let lets like liked likes little ll long look looked looking looks lot lots love loved loves made mainly make
makes making many may maybe me mean might mine more most mostly much must my myself name near need needed needs neither never new next nice
no nobody none nor not nothing now nowhere of off often oh ok okay old on once one ones only onto or order ordered other others otherwise
our ours ourselves out over overall own part particular past people per perhaps person pick piece place please plus possible pretty
previous probably product products put quite rather re read real really reason recently recommend regular review reviews right said same
saw say says second see seem seemed seems seen self send sent serious seriously seven several shall she should shouldn show shows side
simply since single six so some somebody somehow someone something sometimes somewhere soon sorry sort star stars start started still
stuff such sure take taken takes taking tell ten than thank thanks that the their theirs them themselves then there these they thing
things think thinking this those though thought three through thru time times to today together told too took total totally toward
tried truly try trying turn two under unless until up upon us use used user users using usual usually ve very via wait want wanted wants
was wasn way ways we week weeks well went were weren what whatever when whenever where whether which while who whoever whole whom whose
why will wish with within without won wont word words work worked working works worse worst would wouldn write written wrong year years
yes yet you your yours yourself app application game games play played playing player players item brand company amazon purchase purchased
awesome amazing excellent wonderful perfect terrible horrible awful stupid absolutely completely literally constantly suddenly far
add added ago able else anybody number minute minutes hour hours month months night morning ill ur u im b w n s t d m x y z won
hate hated happy disappointed disappointing disappointment glad excited upset read opinion point fact matter rest end case line bunch ton
rating rate rated thumbs honestly unfortunately especially currently eventually immediately rarely fairly highly super mostly bring brought
live living lol wow please fix fixed doing happening happens anyway hihi mind open opened call called received receive available eat eating drink drinking deal chance care case give stop keep run running
help idea kids husband wife family friend friends house home store local eaten drank cannot cant whatever
der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war mit von zu zum zur für auf im es gibt wie was welche
welcher welches wer ich du er sie wir ihr mein dein kein keine sehr auch nur noch über bei aus nach
le la les un une des du et ou mais est sont avec pour dans sur que qui quels quelles quel quelle pas ce cette nous vous ils elles
el los las una unos y o pero es son con por para en del al se lo su sus qué cuáles cómo como más muy
de da do dos das os um uma com não mais é sie man sich hat haben werden wird
cause causes caused longer list adding added mode somewhat along page recently totally type set bit
br href http https www com gp`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
