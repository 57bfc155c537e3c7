/** Version of the HTTP contract; a breaking change raises the first number. */
export const API_VERSION = "1.0.0";
