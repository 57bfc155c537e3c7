/** Snowball's English stop words that occur in questions, for the engines that take a list. */
export const STOP_WORDS: readonly string[] = (
  "a about above after again all am an and any are as at be because been before being below between both but by can " +
  "could did do does doing down during each few for from further had has have having he her here hers him his how i " +
  "if in into is it its itself me more most my myself no nor not of off on once only or other ought our ours out over " +
  "own same she should so some such than that the their theirs them themselves then there these they this those " +
  "through to too under until up very was we were what when where which while who whom why with would you your yours"
).split(" ");
