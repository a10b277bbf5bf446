/** A text, or one for each plural form that Spanish and English have. */
export type Message = string | { readonly one: string; readonly other: string };

/** Each text in both languages, so that neither can be forgotten. Spanish is the source. */
export type Texts = Record<string, readonly [es: Message, en: Message]>;
