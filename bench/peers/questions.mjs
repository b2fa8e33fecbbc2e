export const timeMs = 30000;
export const right = 1;
export const choices = ["Saturn", "Jupiter", "Neptune", "Uranus"].map((text, id) => ({ id, text }));
export const explanation = "The mean radius of Jupiter is about eleven times the Earth's.";

/** A QuestionOpened of about 350 bytes of JSON. */
export function opened(head, index, of, points) {
  return {
    ...head, index, of, kind: "single",
    text: `Question ${index + 1}: which planet of the Solar System has the greatest mean radius?`,
    choices, points, timeMs, remainingMs: timeMs, unit: "", category: "Science",
  };
}
