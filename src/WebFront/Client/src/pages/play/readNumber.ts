/** Reads 1,5 and 1.5, spaces between thousands, and Arabic digits. */
export function readNumber(text: string): number | null {
  const plain = text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/[,٫]/g, '.')
    .replace(/[−–]/g, '-');
  const number = Number(plain);
  return /^[-+]?\d*\.?\d+$/.test(plain) && Number.isFinite(number) ? number : null;
}
