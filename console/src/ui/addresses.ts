/** The addresses that a person wrote, apart by spaces, commas or semicolons. */
export function addressesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((address) => address !== "");
}
