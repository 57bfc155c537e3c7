/** Version of the HTTP contract. A breaking change raises the first number. */
export const API_VERSION = "1.0.0";
