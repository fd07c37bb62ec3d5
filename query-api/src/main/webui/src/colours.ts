/** Colours that are told apart in light and dark and by most who see colours differently. */
export const COLOURS = ["#2a78c2", "#c98a1b", "#2f8f5b", "#c2452a", "#7b57b8", "#1a9aa0", "#b5528d", "#8a8f2f"];
export const OTHERS = "#8894a0";

export function colourOf(at: number): string {
  return COLOURS[at % COLOURS.length] ?? OTHERS;
}
