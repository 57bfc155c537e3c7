export interface Clock {
  now(): Date;
}

export interface Ids {
  /** 128 random bits as 26 characters of lower-case Crockford base32. */
  random(): string;
}
