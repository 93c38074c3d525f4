/**
 * Stems that every review may have, whatever it is about: praise and blame without a reason, the thing itself, what
 * people do with it, times and amounts. They may stand in a phrase, but say nothing alone or among themselves.
 */
export const weakWords: ReadonlySet<string> = new Set(
  `good great nice best better bad wors worst amaz awesom excel perfect wonder fantast horribl terribl aw love like hate enjoy
happi sad disappoint recommend favorit favourit decent okay ok fine cool super pretti big huge littl small lot bit much mani hard easi easili
app applic game product item thing stuff compani brand softwar program tool review star rate rating amazon googl appl store
get got getting give gave go goe went gone come came make made take took tri tri use user bought buy purchas order want need keep kept
know think thought feel felt find found look see saw say said tell told let put mean seem guess hope wish start stop happen turn
work play player drink eat ate time day week month year hour minut second today yesterday ago night morn moment
peopl person guy everyon anyon someon noth anyth someth everyth everi way kind sort part point fact reason case one two three
realli actual honest liter absolut definit total complet basic simpli just even still also alway never ever again anymor onli
maybe probabl unfortun final recent current usual first last next new old long short high low full real true right wrong sure
pleas thank hello hi sorri lol wow man develop team dev place end begin rest side number amount fan money worth
doesn didn don can won isn wasn yes not self i'm ive br http https www com quot amp
open updat version differ set exact bare home hous famili husband wife kid son daughter friend custom consum
mayb away half believ assum doubt read learn check return send sent offer compar excit ask show caus have has fix issu problem compani
stay run add help type soon special avail carri begin pick miss turn bring care constant stupid far away along lead grow differ includ
ich wir ist das die der und nicht mit ein eine se en habe sie es auf fur sehr que de la el le les un una pour pas est con por muy tres mai mas`.split(
    /\s+/,
  ),
);
