// greetings, thanks and goodbyes, each as it looks after `words` below; kept conservative on purpose:
// a question that slips through costs three calls more, a question taken for a greeting stays unanswered
const phrases = new Set(
  `hello|hi|hey|hiya|howdy|yo|greetings|hello there|hi there|hey there|hello candor|hi candor|hey candor
  |good morning|good afternoon|good evening|good night|candor|how are you|how are you doing|how is it going|how s it going
  |what s up|whats up|nice to meet you|thanks|thank you|thanks a lot|thank you very much|thank you so much|many thanks|cheers|thx|ty
  |ok|okay|ok thanks|great|great thanks|cool|perfect|bye|goodbye|good bye|see you|see you later
  |who are you|what are you|what can you do|what do you do|how can you help|how can you help me|help|help me
  |you are great|you re great|you are awesome|you re awesome|you are the best|you re the best|good job|great job|well done|nice|nice one|nice work|awesome|that helps|that helped|very helpful|that was helpful|so helpful|much appreciated|i appreciate it|got it|i see|makes sense|sounds good|thanks so much|no thanks|no thank you|sorry
  |hallo|guten tag|guten morgen|guten abend|servus|moin|grüß gott|grüezi|wie geht s|wie geht es dir|danke|vielen dank|dankeschön|danke schön|tschüss|auf wiedersehen|wer bist du|was kannst du
  |bonjour|bonsoir|salut|coucou|ça va|comment ça va|merci|merci beaucoup|au revoir|qui es tu
  |hola|buenos días|buenos dias|buenas tardes|buenas noches|buenas|qué tal|que tal|gracias|muchas gracias|adiós|adios|quién eres
  |ciao|buongiorno|buonasera|salve|come stai|grazie|grazie mille|arrivederci
  |olá|ola|oi|bom dia|boa tarde|boa noite|tudo bem|obrigado|obrigada|tchau
  |goedemorgen|goedemiddag|goedenavond|hoi|dag|dank je|dank je wel|bedankt|doei
  |cześć|czesc|dzień dobry|dzien dobry|dzięki|dziękuję|hej|tak|hei|moi|kiitos|tack|takk
  |merhaba|selam|günaydın|teşekkürler|teşekkür ederim|привет|здравствуйте|добрый день|доброе утро|спасибо|пока
  |привіт|дякую|مرحبا|السلام عليكم|شكرا|नमस्ते|धन्यवाद|你好|您好|嗨|早上好|谢谢|再见|こんにちは|おはよう|おはようございます|こんばんは|ありがとう|ありがとうございます|안녕|안녕하세요|감사합니다`
    .split('|')
    .map((phrase) => phrase.trim()),
);
const longestPhrase = 4;
const longestTalkUnits = 80;

/** Whether a question is nothing but greetings, thanks and the like, so that no review is needed to answer it. */
export function isSmallTalk(question: string): boolean {
  if (question.length > longestTalkUnits) return false;
  const words = question
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  // a wave of the hand, an emoji: there is nothing to search for
  if (words.length === 0) return true;
  for (let at = 0; at < words.length; ) {
    const length = phraseLength(words, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

function phraseLength(words: readonly string[], at: number): number {
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length -= 1) {
    if (phrases.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}
